// What codes mean, in words for people who never heard of them.

const REASONS = {
  tavus_key_rejected: 'the video provider does not accept our key',
  tavus_out_of_credits: 'the account at the video provider is out of credits',
  tavus_full: 'as many videos are running as the account allows',
  tavus_misconfigured: 'the video provider does not know the chosen face',
  tavus_unavailable: 'the video provider does not answer',
  avatar_no_show: 'the face did not come in time',
  avatar_lost: 'the face was lost',
  agent_did_not_switch: 'the agent could not speak through its face',
  audio_by_rule: 'this room is for voice only',
  face_budget: 'as many video faces are in use as may be',
  audio_by_operator: 'video is switched off for everyone at the moment',
};

const ENDS = {
  user_left: 'the last visitor left',
  no_user_came: 'nobody came',
  room_finished: 'the room was closed',
  ended_by_operator: 'an operator ended it',
  agent_finished: 'the agent has said goodbye',
  handed_over: 'a person goes on',
  too_long: 'it lasted as long as it may',
  idle: 'nobody was heard for long',
  agent_keeps_leaving: 'agents came and went',
  no_worker: 'no agent is free',
  agent_no_show: 'the agent did not come in time',
  livekit_rejected: 'LiveKit does not accept our key',
  livekit_unavailable: 'LiveKit does not answer',
};

const PROBLEMS = {
  'room-name-refused': 'This room name cannot be used. Try one of letters, digits, - and _.',
  'origin-refused': 'This site may not be used from here.',
  'livekit-down': 'The rooms cannot be reached at the moment. Try again in a little while.',
};

const AWAY = 'The server cannot be reached. Try again in a moment.';
const NO_ROOM = 'LiveKit cannot be reached from this browser, or does not let you in. Try again in a moment.';
const WANTS_ACCESS = 'This site is not open to everyone. Enter an access token and join again.';
const REFUSED_ACCESS = 'This access token was not accepted. Check it and join again.';

/** Why there is no video; a code that is newer than this page stands for itself. */
export function reasonInWords(code) {
  return REASONS[code] ?? code.replaceAll('_', ' ');
}

/** One line of the room's story. */
export function stepInWords(event) {
  const [what, code] = event.event.split(': ');
  const why = REASONS[code] ?? ENDS[code];
  const words = why ? `${what}: ${why}` : event.event;
  return words.charAt(0).toUpperCase() + words.slice(1) + (event.attempt > 1 ? ` (attempt ${event.attempt})` : '');
}

/**
 * What went wrong on the way in, and whether an access token would help. LiveKit's token source puts the answer into its
 * error's message: "… received 401 / {problem}".
 */
export function failureInWords(failure) {
  const [, status, body] = /received (\d+) \/ (.*)/s.exec(failure?.message ?? '') ?? [];
  if (status) return refusal(Number(status), body);
  if (failure instanceof Refused) return refusal(failure.status, failure.body);
  if (failure instanceof TypeError) return { words: AWAY };
  if (failure?.name === 'ConnectionError') return { words: NO_ROOM };
  return { words: `The room could not be joined: ${failure?.message || 'LiveKit did not say why'}.` };
}

/** An answer that is no good one. */
export class Refused extends Error {
  constructor(status, body) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

function refusal(status, body) {
  const problem = read(body);
  if (status === 401) {
    const tried = document.getElementById('access-token').value !== '';
    return { words: tried ? REFUSED_ACCESS : WANTS_ACCESS, wantsAccess: true };
  }
  const code = String(problem.type ?? '').split(':').pop();
  if (PROBLEMS[code]) return { words: PROBLEMS[code] };
  if (status === 429 || status >= 500) return { words: 'The server cannot do this now. Try again in a moment.' };
  const said = [problem.title, problem.detail].filter(Boolean).map((part) => part.replace(/\.?$/, '.'));
  return { words: said.join(' ') || `The server refused this (${status}).` };
}

function read(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

/** What a token says; nobody here has to believe it. */
export function ofToken(token) {
  return JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
}
