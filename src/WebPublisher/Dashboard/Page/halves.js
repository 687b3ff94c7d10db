import { getOwn } from './api.js';
import { byId, el } from './dom.js';
import { isReady } from './headline.js';

const interval = 5000;
const tones = { ready: 'good', draining: 'warn' };
const words = { web: 'Web', smtp: 'Mail' };

/** The switch between the halves of a server that runs them as two processes. It says of each how it is, so that nobody has to look at both. */
export class Halves {
  #place = byId('halves');

  constructor(api, onTurn) {
    Object.assign(this, { api, onTurn });
  }

  /** Looks now and then which halves there are. */
  async watch() {
    try {
      const halves = await getOwn('/api/halves');
      if (halves.length > 1) {
        this.#show(await Promise.all(halves.map(async half => ({ ...half, state: await stateOf(half) }))));
      }
    } catch {
      // The headline says that the server does not answer.
    }

    setTimeout(() => this.watch(), interval);
  }

  #show(halves) {
    const here = halves.find(half => half.here);
    const shown = this.api.half || here?.name;
    const focused = [...this.#place.children].indexOf(document.activeElement);
    this.#place.replaceChildren(...halves.map(half => el('button', { type: 'button', 'aria-pressed': String(half.name === shown), on: { click: () => this.#turn(halves, half) } },
      el('span', { class: `mark ${tones[half.state] ?? 'bad'}` }, words[half.name] ?? half.name, half.state === 'ready' ? el('span', { class: 'unseen' }, ' (ready)') : `: ${half.state}`))));
    this.#place.children[focused]?.focus();
    this.#place.hidden = false;
  }

  #turn(halves, half) {
    this.onTurn(half.here ? '' : half.name);
    this.#show(halves);
  }
}

async function stateOf(half) {
  if (!half.answers) {
    return 'does not run';
  }

  try {
    const status = await getOwn(half.here ? '/api/status' : `/api/halves/${half.name}/status`);
    return status.phase === 'draining' ? 'draining' : isReady(status.readiness) ? 'ready' : 'not ready';
  } catch {
    return 'does not answer';
  }
}
