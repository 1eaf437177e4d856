/* A real agent of LiveKit's JavaScript SDK without any AI: takes the job, joins, speaks a quiet tone and keeps Understudy's agent
 * contract (docs/agent-contract.md) as far as a test asks. Run: LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET set,
 * `node worker.mjs start`. AGENT_NAME (avatar-agent) and NUM_IDLE (2 warm processes) may be set. */

import { ServerOptions, cli, defineAgent } from '@livekit/agents';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const RATE = 24_000;
const FRAME = RATE / 50; // 20 ms
const HERTZ = 220;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tells the test, in one write so that lines of several processes never mix. */
function say(event, what = {}) {
  writeSync(1, JSON.stringify({ event, at: Date.now(), pid: process.pid, ...what }) + '\n');
}

/** Publishes a sine, or silence where the amplitude is 0. The source's own queue sets the pace. */
async function speak(room, amplitude) {
  const source = new AudioSource(RATE, 1, 200);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await room.localParticipant.publishTrack(LocalAudioTrack.createAudioTrack('agent', source), options);
  for (let at = 0; ; at += FRAME) {
    const samples = Int16Array.from({ length: FRAME }, (_, i) =>
      Math.trunc(amplitude() * Math.sin((2 * Math.PI * HERTZ * ((at + i) % RATE)) / RATE)),
    );
    await source.captureFrame(new AudioFrame(samples, RATE, 1, FRAME));
  }
}

/** Switches between its own voice and the avatar. The newest epoch is the truth, however often or late it comes. */
class Stage {
  mode = 'audio';
  avatar = null;
  epoch = -1;

  constructor(room) {
    this.room = room;
    this.me = room.localParticipant;
    room.on(RoomEvent.ParticipantAttributesChanged, (_, who) => who.identity === this.me.identity && this.read());
    room.on(RoomEvent.ParticipantDisconnected, (who) => this.lost(who));
    room.on(RoomEvent.TrackUnpublished, (_, who) => this.lost(who));
    this.me.registerRpcMethod('understudy.mode', async (call) => {
      say('rpc', { payload: call.payload });
      this.command(JSON.parse(call.payload));
      return '{"accepted":true}';
    });
    this.read();
  }

  read() {
    const told = this.me.attributes;
    if (told['understudy.mode'])
      this.command({ mode: told['understudy.mode'], avatar: told['understudy.avatar'], epoch: told['understudy.epoch'] });
  }

  /** Attribute and RPC carry the same command, and an RPC may come several times and late. */
  command({ mode, avatar, epoch }) {
    if (!(Number(epoch) > this.epoch)) return;
    this.epoch = Number(epoch);
    this.take(mode, avatar || null, this.epoch).catch((why) => say('not_acknowledged', { why: String(why) }));
  }

  async take(mode, avatar, epoch) {
    for (let tries = 0; mode === 'video' && !this.shows(avatar) && tries < 50; tries++) await pause(20);
    if (epoch !== this.epoch) return; // told otherwise meanwhile
    const ok = mode === 'audio' || this.shows(avatar);
    this.mode = ok ? mode : 'audio';
    this.avatar = this.mode === 'video' ? avatar : null;
    const ack = { mode: this.mode, avatar: this.avatar, epoch: String(epoch), ok };
    await this.me.setAttributes({ 'understudy.ack': JSON.stringify(ack) });
    say('ack', ack);
  }

  shows(avatar) {
    const tracks = this.room.remoteParticipants.get(avatar)?.trackPublications.values() ?? [];
    return [...tracks].some((track) => track.kind === TrackKind.KIND_VIDEO);
  }

  /** Its own voice again at once; LiveKit says when an avatar has gone. */
  lost(who) {
    if (who.identity !== this.avatar || this.shows(this.avatar)) return;
    this.mode = 'audio';
    this.avatar = null;
  }
}

// The file is loaded anew in the process of each job, which asks for this.
export default defineAgent({
  prewarm: () => say('process initialized'),
  entry: async (ctx) => {
    await ctx.connect();
    const identity = ctx.room.localParticipant.identity;
    say('job', { job_pid: process.pid, room: ctx.room.name, identity, job: ctx.job.id });
    const stage = new Stage(ctx.room);
    const speaking = speak(ctx.room, () => (stage.mode === 'audio' ? 300 : 0));
    say('on_stage', { room: ctx.room.name, identity });
    await speaking;
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url))
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env.AGENT_NAME ?? 'avatar-agent',
      numIdleProcesses: Number(process.env.NUM_IDLE ?? 2),
      loadFunc: async () => 0, // a busy machine must not make the worker refuse: such a dispatch is lost for ever
      host: '127.0.0.1',
      port: '0', // any free one; the SDK takes the number 0 for "none given"
    }),
  );
