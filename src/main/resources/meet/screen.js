// What stands on the page.

import { stepInWords } from './words.js';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

let said = '';

/** The element of that id. */
export function byId(id) {
  return document.getElementById(id);
}

/** The page is in this state, and says so; styles follow the state. What is aside is on the page elsewhere: it is only read out. */
export function show(state, words, aside = '') {
  document.body.dataset.state = state;
  if (said === words + aside) return;
  said = words + aside;
  const unseen = document.createElement('span');
  unseen.className = 'unseen';
  unseen.textContent = ` ${aside}`;
  byId('status').replaceChildren(words, ...(aside ? [unseen] : []));
}

/** Something beside the state, or nothing. */
export function hint(words) {
  byId('hint').textContent = words;
}

let told = new Set();
let session = '';
let isGivenUp = false;

/** No steps yet. */
export function clearSteps() {
  told = new Set();
  session = '';
  isGivenUp = false;
  byId('steps').replaceChildren();
}

/** One more step. Those of a session that is over make room for the next one's, unless it was given up: then they explain it. */
export function addStep(event) {
  if (event.session !== session && !isGivenUp) clearSteps();
  session = event.session;
  isGivenUp = event.state === 'FAILED';
  const key = `${event.session} ${event.at} ${event.event}`;
  if (told.has(key)) return;
  told.add(key);
  byId('steps').append(step(event));
  byId('steps').scrollTop = byId('steps').scrollHeight;
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
