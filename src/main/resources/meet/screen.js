// What stands on the page.

import { stepInWords } from './words.js';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** The element of that id. */
export function byId(id) {
  return document.getElementById(id);
}

/** The page is in this state, and says so; styles follow the state. */
export function show(state, words) {
  document.body.dataset.state = state;
  if (byId('status').textContent !== words) byId('status').textContent = words;
}

/** Something beside the state, or nothing. */
export function hint(words) {
  byId('hint').textContent = words;
}

/** Replaces the steps. */
export function showSteps(events) {
  byId('steps').replaceChildren(...events.map(step));
}

let told = new Set();
let session = '';
let wasGivenUp = false;

/** One more step. Those of a session that is over make room for the next one's, unless it was given up: then they explain it. */
export function addStep(event) {
  if (event.session !== session) {
    if (!wasGivenUp) showSteps([]);
    session = event.session;
  }
  wasGivenUp = event.state === 'FAILED';
  const key = `${event.session} ${event.at} ${event.event}`;
  if (told.has(key) && byId('steps').childElementCount > 0) return;
  told = new Set([...told, key].slice(-200));
  byId('steps').append(step(event));
  byId('steps').lastElementChild.scrollIntoView({ block: 'nearest' });
}

function step(event) {
  const item = document.createElement('li');
  item.dataset.step = event.event;
  item.dataset.state = event.state;
  const time = document.createElement('time');
  time.dateTime = event.at;
  time.textContent = CLOCK.format(new Date(event.at));
  const words = document.createElement('span');
  words.textContent = stepInWords(event);
  item.append(time, words);
  return item;
}
