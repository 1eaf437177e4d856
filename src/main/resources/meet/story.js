// The room's events, read by fetch, as EventSource cannot send a token.

const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Tells each event of the room's sessions, and goes on after a break where it was, until the signal says that it is over. */
export async function listen(room, tokens, from, over, tell) {
  const heard = { id: from };
  let wait = SHORTEST_WAIT_MS;
  while (!over.aborted) {
    try {
      const answer = await ask(room, tokens, heard.id, over);
      if (answer.status === 403) return;
      if (answer.ok) {
        wait = SHORTEST_WAIT_MS;
        await read(answer.body, heard, tell);
      }
    } catch (failure) {
      if (over.aborted) return;
    }
    await pause(wait, over);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/** A token that was refused is asked for anew once, should it be older than the server's key. */
async function ask(room, tokens, last, signal) {
  const answer = await call(room, await tokens(), last, signal);
  return answer.status === 401 ? call(room, await tokens(true), last, signal) : answer;
}

function call(room, pass, last, signal) {
  const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${pass.participantToken}`, 'Last-Event-ID': last };
  return fetch(`/api/events?room=${encodeURIComponent(room)}`, { headers, signal, cache: 'no-store' });
}

async function read(body, heard, tell) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) hear(fields(block), heard, tell);
  }
}

function hear(event, heard, tell) {
  if (event.id) heard.id = event.id;
  if (event.event === 'session') tell(JSON.parse(event.data));
}

function fields(block) {
  const found = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) found[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, '');
  }
  return found;
}

function pause(ms, over) {
  return new Promise((go) => {
    const timer = setTimeout(go, ms);
    over.addEventListener('abort', () => { clearTimeout(timer); go(); }, { once: true });
  });
}
