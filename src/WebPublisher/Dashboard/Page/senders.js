import { ask, demand } from './dialog.js';
import { byId, el } from './dom.js';
import { count, rate, time } from './format.js';
import { notice } from './notices.js';
import { Table } from './table.js';

const shown = 10;

/** What is known of those who bring mail, the worst first. */
export class Reputations {
  constructor(api) {
    this.api = api;
    this.table = new Table(byId('reputations'), {
      label: 'Reputation of senders',
      key: item => item.client,
      empty: 'No sender has a profile.',
      columns: [
        { title: 'Client', kind: 'code', cell: item => item.client },
        { title: 'Level', kind: 'number', cell: item => el('span', { class: `mark ${item.level >= 7 ? 'bad' : item.level >= 4 ? 'warn' : 'good'}` }, `${item.level} of 9`) },
        { title: 'Mail', kind: 'number', cell: item => count(item.messages) },
        { title: 'SCL', kind: 'number', cell: item => rate(item.averageScl) },
        { title: 'Seen', kind: 'time', cell: item => time(item.lastSeen) },
      ],
    });
  }

  async load() {
    this.table.show((await this.api.get('reputations')).slice(0, shown));
  }
}

/** Who has been locked out after failed logons: look, let in again. */
export class LogonLocks {
  constructor(api) {
    this.api = api;
    this.table = new Table(byId('locks'), {
      label: 'Locked-out logons',
      layout: 'blocks',
      key: item => item.id,
      empty: 'Nobody is locked out.',
      columns: [
        { title: 'Who', kind: 'name', cell: item => `${item.kind} ${item.id}` },
        { title: 'Network', kind: 'code', cell: item => item.network },
        { title: 'Failures', kind: 'number', cell: item => count(item.failures) },
        { title: 'Until', kind: 'time', cell: item => time(item.until) },
        { title: 'Actions', kind: 'actions', cell: item => el('button', { type: 'button', class: 'acts', 'aria-label': `Let lock ${item.id} go`, on: { click: () => this.#release(item) } }, 'Release…') },
      ],
    });
  }

  async load() {
    this.table.show((await this.api.get('logons')).slice(0, 100));
  }

  #release(item) {
    return ask({
      title: `Let the ${item.kind} at ${item.network} log on again?`,
      verb: 'Release the lock',
      content: el('p', {}, `${count(item.failures)} logons failed there. The lock would end by itself; who it keeps out may be somebody who guesses passwords.`),
      act: async () => {
        notice(demand(await this.api.post('logons/release', { ids: [item.id] })));
        await this.load();
      },
    });
  }
}
