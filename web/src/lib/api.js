// Questions to the server. An answer that is under way is shared; refusals carry their advice.

const running = new Map();

export function token() {
  return sessionStorage.getItem('token') ?? '';
}

export function setToken(text) {
  sessionStorage.setItem('token', text);
}

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? 'the server does not answer');
    this.status = status;
    this.advice = problem.advice ?? '';
  }
}

/** A part of a list knows how long the whole is, and where it goes on. */
async function answer(response) {
  if (response.ok) {
    const body = await response.json();
    if (Array.isArray(body)) {
      body.total = Number(response.headers.get('Servanda-Total')) || body.length;
      body.next = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1] ?? '';
    }
    return body;
  }
  throw new Refusal(response.status, await response.json().catch(() => ({})));
}

function headers(more = {}) {
  return token() ? { ...more, Authorization: `Bearer ${token()}` } : more;
}

const patience = 60; // answers of 503 with Retry-After before it is told

/** A register that is still being read answers soon: what is asked waits for it. */
async function fetchPatiently(target, options) {
  for (let i = 0; ; i += 1) {
    const response = await fetch(target, options);
    const after = Number(response.headers.get('Retry-After'));
    if (response.status !== 503 || !after || i >= patience) return response;
    await new Promise((wake) => setTimeout(wake, after * 1000));
  }
}

/** `parameters` without a value are left out; a list is given one by one. */
export function ask(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  const text = query.toString();
  const target = `/api/v1${path}${text ? `?${text}` : ''}`;
  if (!running.has(target)) {
    const asked = fetchPatiently(target, { headers: headers() }).then(answer);
    running.set(target, asked);
    asked.catch(() => {}).finally(() => running.delete(target));
  }
  return running.get(target);
}

/** The list and what follows it. */
export async function askNext(list) {
  const more = await fetchPatiently(list.next, { headers: headers() }).then(answer);
  return Object.assign([...list, ...more], { total: more.total, next: more.next });
}

export function send(path, body) {
  return fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'application/json' }),
    body: JSON.stringify(body),
  }).then(answer);
}

export const segment = encodeURIComponent;
