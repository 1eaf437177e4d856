// A visit to a real LiveKit room.

import { byId, hint } from './screen.js';

const ON_BEHALF = 'lk.publish_on_behalf';
const NO_MICROPHONE = 'Your microphone is off: the browser does not allow it, or there is none. You can listen all the same.';

/** Connects, plays what agents say and show, and tells the stage who is there. */
export class LiveVisit {
  #stage;
  #ended;
  #room;
  #shown = null;
  #sounds = new Map();
  #over = new AbortController();

  constructor(stage, ended) {
    const { Room } = window.LivekitClient;
    this.#stage = stage;
    this.#ended = ended;
    this.#room = new Room({ dynacast: true });
  }

  async join(pass) {
    this.#watch();
    await this.#room.connect(pass.serverUrl, pass.participantToken);
    this.#controls();
    this.#look();
    this.#sound();
    this.#speak(true);
  }

  /** What is really there is seen in the room itself; the events only explain it. */
  hears() {}

  leave() {
    this.#over.abort();
    this.#room.removeAllListeners();
    this.#room.disconnect();
    this.#show(null);
    byId('sound').replaceChildren();
  }

  #watch() {
    const { RoomEvent } = window.LivekitClient;
    const room = this.#room;
    const look = () => this.#look();
    for (const event of ['ParticipantConnected', 'ParticipantDisconnected', 'ParticipantAttributesChanged', 'TrackMuted',
      'TrackUnmuted', 'TrackUnpublished', 'Reconnected']) room.on(RoomEvent[event], look);
    room.on(RoomEvent.TrackSubscribed, (track) => { this.#play(track); look(); });
    room.on(RoomEvent.TrackUnsubscribed, (track) => { this.#hush(track); look(); });
    room.on(RoomEvent.AudioPlaybackStatusChanged, () => this.#sound());
    room.on(RoomEvent.Reconnecting, () => hint('The connection was lost; it is being made again …'));
    room.on(RoomEvent.Reconnected, () => hint(''));
    room.on(RoomEvent.Disconnected, (reason) => this.#ended(endInWords(reason)));
  }

  #controls() {
    const signal = this.#over.signal;
    byId('start-audio').addEventListener('click', () => this.#room.startAudio(), { signal });
    byId('microphone').hidden = false;
    byId('microphone').addEventListener('click', () => this.#speak(!this.#room.localParticipant.isMicrophoneEnabled), { signal });
  }

  #play(track) {
    if (track.kind !== 'audio') return;
    this.#sounds.set(track, track.attach());
    byId('sound').append(this.#sounds.get(track));
  }

  /** The client may have taken the track off its element already, so that only we know which it was. */
  #hush(track) {
    track.detach();
    this.#sounds.get(track)?.remove();
    this.#sounds.delete(track);
  }

  #sound() {
    byId('start-audio').hidden = this.#room.canPlaybackAudio;
  }

  async #speak(on) {
    try {
      await this.#room.localParticipant.setMicrophoneEnabled(on);
      hint('');
    } catch {
      hint(NO_MICROPHONE);
    }
    byId('microphone').textContent = this.#room.localParticipant.isMicrophoneEnabled ? 'Turn my microphone off' : 'Turn my microphone on';
  }

  #look() {
    const { ParticipantKind } = window.LivekitClient;
    const agents = [...this.#room.remoteParticipants.values()].filter((person) => person.kind === ParticipantKind.AGENT);
    const agent = agents.find((person) => !person.attributes[ON_BEHALF]);
    const face = faceAmong(agents);
    this.#show(face);
    this.#stage.see({ isThere: agents.length > 0, hasFace: face !== null, reason: agent?.attributes['understudy.reason'] });
  }

  #show(face) {
    if (face === this.#shown) return;
    this.#shown?.detach(byId('face'));
    this.#shown = face;
    face?.attach(byId('face'));
  }
}

/** The video to show: an avatar's rather than an agent's own. */
function faceAmong(agents) {
  const avatarsFirst = [...agents].sort((a, b) => Boolean(b.attributes[ON_BEHALF]) - Boolean(a.attributes[ON_BEHALF]));
  for (const person of avatarsFirst)
    for (const publication of person.videoTrackPublications.values())
      if (publication.videoTrack && !publication.isMuted) return publication.videoTrack;
  return null;
}

function endInWords(reason) {
  const { DisconnectReason } = window.LivekitClient;
  switch (reason) {
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED: return 'The room was closed.';
    case DisconnectReason.PARTICIPANT_REMOVED: return 'You were taken out of the room.';
    default: return 'The connection to the room ended. You can join again.';
  }
}
