import { ask, demand } from './dialog.js';
import { byId, el, setText } from './dom.js';
import { bytes, counted, cut, time, utc } from './format.js';
import { notice } from './notices.js';
import { Table } from './table.js';

const shown = 200;

/** Messages that wait for an operator: look, release, delete. */
export class Held {
  constructor(api, onExplain) {
    Object.assign(this, { api, onExplain });
    this.table = new Table(byId('held-list'), {
      label: 'Held messages',
      layout: 'blocks',
      key: item => item.id,
      empty: 'Nothing held.',
      columns: [
        { title: 'Received', kind: 'time', cell: item => time(item.received) },
        { title: 'From', kind: 'what', cell: item => [item.sender || '<>', el('span', { class: 'reason' }, item.client)] },
        { title: 'To', kind: 'what', cell: item => cut(item.recipients.join(', ')) },
        { title: 'Subject', kind: 'what', cell: item => cut(item.subject) || '(none)' },
        { title: 'By', kind: 'by', cell: item => [item.by, el('span', { class: 'reason' }, item.reason)] },
        { title: 'Size', kind: 'number', cell: item => bytes(item.size) },
        {
          title: 'Actions',
          kind: 'actions',
          cell: item => [
            el('button', { type: 'button', 'aria-label': `Show message ${item.id}`, on: { click: () => this.#look(item) } }, 'Show'),
            el('button', { type: 'button', class: 'acts', 'aria-label': `Release message ${item.id}`, on: { click: () => this.#release(item) } }, 'Release…'),
            el('button', { type: 'button', class: 'acts', 'aria-label': `Delete message ${item.id}`, on: { click: () => this.#delete(item) } }, 'Delete…'),
          ],
        },
      ],
    });
  }

  async load() {
    this.show(await this.api.get('held'));
  }

  show(items) {
    const waiting = items.filter(item => item.state === 'held');
    setText(byId('held-note'), waiting.length === 0 ? '' : `${counted(waiting.length, 'message')}${waiting.length > shown ? `; the latest ${shown} are shown` : ''}`);
    this.table.show(waiting.slice(0, shown));
    this.onCount?.(waiting.length);
  }

  async #look(item) {
    const detail = el('div', { class: 'content' }, el('p', { class: 'aside' }, 'Reading the message…'));
    this.#read(item, detail);
    if (await ask({ title: `Message ${item.id}`, verb: 'Why was it held?', cancel: 'Close', content: [facts(item), detail] })) {
      this.onExplain(item.reference);
    }
  }

  async #read(item, place) {
    try {
      const { content, problem } = await this.api.get(`held/${item.id}`);
      place.replaceChildren(...(content ? contentOf(content) : [el('p', { class: 'error' }, problem ?? 'The content cannot be shown.')]));
    } catch (error) {
      place.replaceChildren(el('p', { class: 'error' }, error.message));
    }
  }

  #release(item) {
    return ask({
      title: `Release message ${item.id}?`,
      verb: 'Release',
      content: [el('p', {}, 'It is handed to the inner servers of its recipients now, as it is.'), facts(item)],
      act: () => this.#act('held/release', item),
    });
  }

  #delete(item) {
    return ask({
      title: `Delete message ${item.id}?`,
      verb: 'Delete for good',
      danger: true,
      content: [el('p', {}, 'Nobody gets it, and its sender is not told. This cannot be taken back.'), facts(item)],
      act: () => this.#act('held/delete', item),
    });
  }

  async #act(action, item) {
    notice(demand(await this.api.post(action, { messages: [String(item.id)] })));
    await this.load();
  }
}

// What is in it, as `webpublisher hold show` tells it.
function contentOf({ header, parts, findings }) {
  const lines = parts.map(part => `${'  '.repeat(part.depth)}${part.type}${part.fileName ? ` "${part.fileName}"` : ''}${part.bytes === undefined ? '' : `, ${bytes(part.bytes)}`}${part.inArchive ? ', in an archive' : ''}`);
  return [
    el('h3', {}, 'Header'), el('pre', { tabindex: '0', 'aria-label': 'Header' }, header.join('\n')),
    el('h3', {}, 'Parts'), el('pre', { tabindex: '0', 'aria-label': 'Parts' }, lines.join('\n')),
    ...findings.map(finding => el('p', { class: 'mark warn' }, `${finding.kind} in part ${finding.part}: ${finding.detail}`)),
  ];
}

function facts(item) {
  const lines = [
    ['From', item.sender || '<>'], ['Client', item.client], ['To', item.recipients.join(', ')], ['Subject', item.subject || '(none)'], ['Received', utc(item.received)],
    ['Size', bytes(item.size)], ['Held by', `${item.by}: ${item.reason}`], ['Evidence', item.evidence || '—'], ['Reference', item.reference],
  ];
  return el('dl', { class: 'card' }, lines.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}
