// The page's course of events: a form, a visit, and the form again.

import { byId, show, clearSteps, addStep } from './screen.js';
import { Refused, failureInWords, ofToken } from './words.js';
import { Stage } from './stage.js';
import { listen } from './story.js';
import { LiveVisit } from './live.js';
import { SimulatedVisit } from './simulated.js';

const ENDPOINT = '/api/token';
const LOOK_BACK_MS = 15 * 60 * 1000;
let visit = null;

byId('room').value = new URLSearchParams(location.search).get('room') || 'demo';
byId('entry').addEventListener('submit', (event) => {
  event.preventDefault();
  if (!visit) join(byId('room').value.trim(), byId('name').value.trim());
});
byId('leave').addEventListener('click', () => end('ended', 'You have left the room.'));
window.addEventListener('pagehide', () => end('ended', 'You have left the room.'));

/** From the form into the room. */
async function join(room, name) {
  const mine = { over: new AbortController(), stage: new Stage(room), call: null };
  visit = mine;
  clearSteps();
  byId('stage-title').textContent = `Room ${room}`;
  show('joining', `Joining room ${room} …`);
  byId('stage-title').focus();
  try {
    await enter(mine, room, name);
  } catch (failure) {
    if (visit === mine) refused(failureInWords(failure));
  }
}

async function enter(mine, room, name) {
  const isSimulated = await roomsAreSimulated();
  const tokens = tokenSource(room, name);
  const pass = await tokens();
  if (visit !== mine) return;
  const ended = (words) => { if (visit === mine) end('ended', words); };
  mine.call = isSimulated ? new SimulatedVisit(mine.stage, room) : new LiveVisit(mine.stage, ended);
  listen(room, tokens, since(pass.participantToken), mine.over.signal, (event) => {
    addStep(event);
    mine.call.hears(event);
  });
  await mine.call.join(pass);
  if (visit !== mine) mine.call.leave();
  else mine.stage.open();
}

async function roomsAreSimulated() {
  const answer = await fetch('/meet/settings');
  if (!answer.ok) throw new Refused(answer.status, await answer.text());
  return !(await answer.json()).media;
}

/** LiveKit's own source of tokens: it keeps one until it is out of date, and asks for another then. */
function tokenSource(room, name) {
  const access = byId('access-token').value.trim();
  const headers = access ? { Authorization: `Bearer ${access}` } : {};
  const source = window.LivekitClient.TokenSource.endpoint(ENDPOINT, { headers });
  const who = { roomName: room, participantIdentity: `visitor-${random()}`, participantName: name || 'Visitor' };
  return (force) => source.fetch(who, force);
}

/** The id after which the room's last quarter of an hour comes, by the server's clock. */
function since(token) {
  return `${ofToken(token).nbf * 1000 - LOOK_BACK_MS}-0-0`;
}

function refused(failure) {
  end('failed', failure.words);
  if (failure.wantsAccess) {
    byId('access').hidden = false;
    byId('access-token').focus();
  }
}

function end(state, words) {
  if (!visit) return;
  const { over, stage, call } = visit;
  visit = null;
  over.abort();
  stage.close();
  call?.leave();
  if (state === 'ended') byId('join').textContent = 'Join again';
  show(state, words);
  byId('join').focus();
}

function random() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
