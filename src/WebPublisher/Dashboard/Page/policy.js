import { demand } from './dialog.js';
import { byId, el, fill } from './dom.js';
import { time } from './format.js';
import { notice } from './notices.js';
import { Table } from './table.js';

const tones = { applied: 'good', unchanged: '', rejected: 'bad', failed: 'bad' };

/** The policy in force, how it came to be, and the button that reads it again. */
export class Policy {
  constructor(api, onError) {
    Object.assign(this, { api, onError });
    this.history = new Table(byId('reloads'), {
      label: 'Reloads of the policy',
      layout: 'blocks',
      key: item => item.time,
      empty: 'None yet.',
      columns: [
        { title: 'Time', kind: 'time', cell: item => time(item.time) },
        { title: 'Outcome', cell: item => el('span', { class: `mark ${tones[item.outcome] ?? ''}` }, item.outcome) },
        { title: 'Revision', kind: 'code short', cell: item => item.revision ?? '—' },
        { title: 'What', kind: 'what', cell: item => item.message },
      ],
    });
    this.button = byId('reload');
    this.button.addEventListener('click', () => this.#reload());
  }

  show(status) {
    fill(byId('policy-note'), [status.policy.file, status.policy.revision], () => ['revision ', el('span', { class: 'code' }, status.policy.revision), ' of ', el('span', { class: 'code' }, status.policy.file)]);
    this.history.show(status.policy.history);
  }

  async #reload() {
    this.button.disabled = true;
    try {
      notice(demand(await this.api.post('reload', {})));
    } catch (error) {
      this.onError(error);
    } finally {
      this.button.disabled = false;
      this.button.focus();
    }
  }
}
