// A visit in the sandbox, whose rooms are simulated: no browser can join them, so the page does by a call.

import { Refused } from './words.js';

const WITH_AGENT = ['AUDIO', 'VIDEO_STARTING', 'VIDEO'];
const AT_ONCE_MS = 30;

/** The same story as in a real room, told by the events alone. */
export class SimulatedVisit {
  #stage;
  #address;
  #headers;
  #later;

  constructor(stage, room) {
    this.#stage = stage;
    this.#address = `/sandbox/meet?room=${encodeURIComponent(room)}`;
    document.body.classList.add('is-simulated');
  }

  async join(pass) {
    this.#headers = { Authorization: `Bearer ${pass.participantToken}` };
    const answer = await fetch(this.#address, { method: 'POST', headers: this.#headers });
    if (!answer.ok) throw new Refused(answer.status, await answer.text());
  }

  /** The last of several events that come at once counts: at first the past comes, which is not played again. */
  hears(event) {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#see(event), AT_ONCE_MS);
  }

  #see(event) {
    this.#stage.see({
      isThere: WITH_AGENT.includes(event.state),
      hasFace: event.state === 'VIDEO',
      isComing: event.state === 'VIDEO_STARTING',
      reason: event.reason,
    });
  }

  /** Also while the page is being closed. */
  leave() {
    clearTimeout(this.#later);
    if (this.#headers) fetch(this.#address, { method: 'DELETE', headers: this.#headers, keepalive: true }).catch(() => {});
  }
}
