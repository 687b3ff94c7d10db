// The administration's API, of this process or, through it, of its other half.

/** An answer that is no success. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Api {
  /** Which half is asked: '' is the process that serves this page. */
  half = '';

  address(path) {
    return this.half === '' ? `/api/${path}` : `/api/halves/${this.half}/${path}`;
  }

  async get(path, signal) {
    return answerOf(await reach(this.address(path), { headers: { Accept: 'application/json' }, signal }));
  }

  /** Acts. The header tells the server that no other site's form has sent this. */
  async post(path, body) {
    return answerOf(await reach(this.address(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-WebPublisher': '1', Accept: 'application/json' },
      body: JSON.stringify(body),
    }));
  }
}

/** Asks the server that this page is from, by an address from the root. */
export const getOwn = async address => answerOf(await reach(address, { headers: { Accept: 'application/json' } }));

async function reach(address, options) {
  try {
    return await fetch(address, { cache: 'no-store', credentials: 'same-origin', redirect: 'error', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    throw new ApiError(0, 'The server does not answer.');
  }
}

async function answerOf(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const content = type.startsWith('application/json') ? await response.json().catch(() => null) : null;
  if (response.ok) {
    if (content === null) {
      throw new ApiError(response.status, 'The answer of the server cannot be read.');
    }

    return content;
  }

  throw new ApiError(response.status, content?.error ?? `The server answers ${response.status}.`);
}
