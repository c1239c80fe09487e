// A small client for Node 20 and later. No dependencies: fetch and a few lines that read
// server-sent events. Copy it, or import it.

/** A refusal of the service: `status`, and its problem document with `code`, `hint`, `errors`. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'Refused';
    this.status = status;
    this.problem = problem;
  }
}

const ENDS = new Set(['run.completed', 'run.failed', 'run.cancelled', 'run.interrupted']);
const SILENCE_MS = 20_000; // a heartbeat comes every 5 s: four missing ones mean a dead connection
const PAUSES_MS = [200, 400, 800, 1600, ...Array(8).fill(3000)]; // half a minute: enough to restart

export class Polymath {
  constructor(url = 'http://127.0.0.1:8000', headers = {}) {
    this.url = url.replace(/\/+$/, '');
    this.headers = headers;
  }

  /** Ask, and get the whole answer. */
  async invoke(body) {
    return (await this.#send('POST', '/invoke', { body })).json();
  }

  /** Run one capability: `call('risk.simulate_annual_loss', {…})`. */
  async call(name, request) {
    const path = `/api/v1/tools/${name.replace('.', '/')}`;
    return (await this.#send('POST', path, { body: request })).json();
  }

  /** Stop a run; what it has said is kept. */
  async cancel(runId) {
    return (await this.#send('POST', `/runs/${runId}/cancel`)).json();
  }

  /**
   * Ask, and follow the answer as it comes about: `for await (const {event, id, data} of …)`.
   * The run belongs to the service. When the connection breaks, this goes on where it was.
   */
  async *stream(body) {
    let last = '';
    let pauses = [...PAUSES_MS];
    let request = () => this.#send('POST', '/stream', { body, accept: 'text/event-stream' });
    for (;;) {
      try {
        for await (const event of events(await request())) {
          if (event.event === 'run.interrupted' && event.data.reason === 'draining') break;
          if (event.id) [last, pauses] = [event.id, [...PAUSES_MS]];
          yield event;
          if (ENDS.has(event.event)) return;
        }
      } catch (error) {
        const refused = error instanceof Refused && error.status < 500;
        if (!last || refused) throw error; // nothing had begun, or asking again will not help
      }
      if (!last || pauses.length === 0) throw new Error('the stream broke off');
      await new Promise((resume) => setTimeout(resume, pauses.shift()));
      const runId = last.slice(0, last.lastIndexOf(':'));
      const headers = { 'Last-Event-ID': last };
      request = () =>
        this.#send('GET', `/runs/${runId}/events`, { headers, accept: 'text/event-stream' });
    }
  }

  async #send(method, path, { body, headers = {}, accept = 'application/json' } = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        Accept: accept,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.ok) return answer;
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  }
}

/** The server-sent events of a response; an error when it falls silent. */
async function* events(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { value, done } = await withinSilence(reader.read());
      if (done) return;
      text += decoder.decode(value, { stream: true });
      let end;
      while ((end = text.indexOf('\n\n')) >= 0) {
        const event = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // it may be broken already
  }
}

function withinSilence(read) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the stream fell silent')), SILENCE_MS);
  });
  return Promise.race([read, silence]).finally(() => clearTimeout(timer));
}

function parse(block) {
  const event = { id: '', event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'data') event.data += (event.data && '\n') + value;
    else if (field === 'id' || field === 'event') event[field] = value;
  }
  return event.data ? { ...event, data: JSON.parse(event.data) } : null;
}
