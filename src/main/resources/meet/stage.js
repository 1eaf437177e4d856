// Where the agent is seen or heard. A visit tells what is there; this decides how the page says it.

import { byId, show, hint } from './screen.js';
import { reasonInWords } from './words.js';

const PATIENCE_MS = 20_000;
const WAITING = 'The agent is on its way …';
const BACK = 'The agent is gone. Another one is on its way …';
const ALONE = 'The agent has not come yet. You can stay: it is asked for again, and this message goes when it comes.';

/** One visit's stage: closed until the visitor is in, and for good once they left. */
export class Stage {
  #open = false;
  #patience = null;
  #sight = { isThere: false };
  #hadAgent = false;
  #isSlow = false;

  constructor(room) {
    this.room = room;
  }

  /** The visitor is in. */
  open() {
    this.#open = true;
    this.#tell();
  }

  /** What is there now: {isThere, hasFace, reason, isComing}; isComing while a face is asked for. */
  see(sight) {
    this.#sight = sight;
    if (this.#open) this.#tell();
  }

  /** The visitor has left. */
  close() {
    this.#open = false;
    clearTimeout(this.#patience);
    hint('');
    byId('start-audio').hidden = true;
    byId('microphone').hidden = true;
  }

  #tell() {
    const { isThere, hasFace } = this.#sight;
    if (!isThere) return this.#wait();
    clearTimeout(this.#patience);
    this.#patience = null;
    this.#isSlow = false;
    this.#hadAgent = true;
    if (hasFace) show('video', 'The agent is here, with its face.');
    else this.#voice();
  }

  #voice() {
    const { reason, isComing } = this.#sight;
    byId('reason').textContent = reason ? `video is unavailable: ${reasonInWords(reason)}` : '';
    byId('voice-text').textContent = isComing ? 'You hear the agent. Its face is on its way' : 'You hear the agent';
    show('audio', 'The agent is here: you hear its voice.', byId('reason').textContent);
  }

  #wait() {
    if (this.#isSlow) return show('alone', ALONE);
    this.#patience ??= setTimeout(() => {
      this.#isSlow = true;
      this.#tell();
    }, PATIENCE_MS);
    show('waiting', `You are in room ${this.room}. ${this.#hadAgent ? BACK : WAITING}`);
  }
}
