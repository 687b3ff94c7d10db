import { ask, demand } from './dialog.js';
import { byId, el, setText } from './dom.js';
import { counted, time } from './format.js';
import { notice } from './notices.js';
import { Table } from './table.js';

const shown = 200;
const ends = [['PT1H', 'in an hour', 1], ['P1D', 'in a day', 24], ['P7D', 'in a week', 168], ['P30D', 'in 30 days', 720], ['never', 'never', 0]];

/** The stored block and allow lists: look, add, remove. */
export class Addresses {
  constructor(api) {
    this.api = api;
    this.table = new Table(byId('addresses'), {
      label: 'Blocked and allowed addresses',
      layout: 'blocks',
      key: item => `${item.list} ${item.addresses} ${item.added}`,
      empty: 'No address is blocked or allowed beside what the policy says.',
      rowClass: item => (item.expired ? 'past' : ''),
      columns: [
        { title: 'Addresses', kind: 'code', cell: item => item.addresses },
        { title: 'List', cell: item => el('span', { class: `mark ${item.list === 'block' ? 'bad' : 'good'}` }, item.list === 'block' ? 'blocked' : 'allowed') },
        { title: 'Ends', kind: 'time', cell: item => (item.expires ? el('span', {}, item.expired ? 'ended ' : '', time(item.expires)) : 'never') },
        { title: 'Why', kind: 'what', cell: item => item.comment ?? '—' },
        { title: 'By', cell: item => item.origin },
        { title: 'Since', kind: 'time', cell: item => time(item.added) },
        { title: 'Actions', kind: 'actions', cell: item => el('button', { type: 'button', class: 'acts', 'aria-label': `Remove ${item.addresses}`, on: { click: () => this.#remove(item) } }, 'Remove…') },
      ],
    });
    byId('address-add').addEventListener('click', () => this.add());
  }

  async load() {
    this.show(await this.api.get('addresses'));
  }

  show(items) {
    const ordered = [...items].sort((one, other) => one.expired - other.expired);
    const holding = items.filter(item => !item.expired);
    const blocked = holding.filter(item => item.list === 'block').length;
    setText(byId('lists-note'), items.length === 0 ? '' : `${counted(blocked, 'entry', 'entries')} blocked, ${holding.length - blocked} allowed${items.length > shown ? `; the latest ${shown} are shown` : ''}`);
    this.table.show(ordered.slice(0, shown));
  }

  /** Asks for an entry and adds it. */
  add(addresses = '', comment = '') {
    const list = el('select', { name: 'list' }, el('option', { value: 'block' }, 'Block: no mail is taken from them'), el('option', { value: 'allow' }, 'Allow: let in whatever blocks them'));
    const expiry = el('select', { name: 'ends' }, ends.map(([value, label]) => el('option', { value }, label)));
    expiry.value = 'P1D';
    return ask({
      title: addresses ? `Block ${addresses}?` : 'Add addresses',
      verb: 'Add to the list',
      content: [
        el('label', { class: 'field' }, 'Address, network or range', el('input', { name: 'addresses', required: true, maxlength: 100, value: addresses, autocomplete: 'off', spellcheck: 'false', placeholder: '198.51.100.7 or 198.51.100.0/24' })),
        el('label', { class: 'field' }, 'List', list),
        el('label', { class: 'field' }, 'Ends', expiry),
        el('label', { class: 'field' }, 'Why', el('input', { name: 'comment', maxlength: 200, value: comment, autocomplete: 'off' })),
        el('p', { class: 'aside' }, 'The agent connectionFilter looks at these lists: they are about mail. Web clients are kept out by rules of the policy.'),
      ],
      act: async form => {
        const values = Object.fromEntries(new FormData(form));
        const hours = ends.find(([value]) => value === values.ends)[2];
        notice(demand(await this.api.post('addresses/add', {
          list: values.list,
          addresses: values.addresses.trim(),
          expires: hours === 0 ? null : new Date(Date.now() + hours * 3600000).toISOString(),
          comment: values.comment.trim() || null,
        })));
        await this.load();
      },
    });
  }

  #remove(item) {
    return ask({
      title: `Remove ${item.addresses}?`,
      verb: 'Remove',
      danger: true,
      content: el('p', {}, item.list === 'block' ? 'Mail from there is judged again like any other.' : 'Mail from there is judged like any other, and may be refused.'),
      act: async () => {
        notice(demand(await this.api.post('addresses/remove', { addresses: item.addresses })));
        await this.load();
      },
    });
  }
}
