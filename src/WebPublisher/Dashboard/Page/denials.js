import { byId, el, setText } from './dom.js';
import { counted, cut, milliseconds, time } from './format.js';
import { Table } from './table.js';

// What the page keeps and shows of decisions. The server keeps some thousands; a filter asks it for those that fit.
const kept = 500;
const firstShown = matchMedia('(max-width: 760px)').matches ? 6 : 12;
const moreShown = 24;

const outcomeWords = { served: 'let through', refused: 'refused', failed: 'failed', held: 'held' };
const outcomeTones = { served: 'good', refused: 'bad', failed: 'warn', held: 'warn' };

/** The latest denials, filtered. While the pointer or the focus is among the rows they stand still, so that what is clicked is what was meant. */
export class Denials {
  #items = [];
  #shown = firstShown;
  #waiting = 0;
  #asking = null;
  #timer = 0;

  constructor(api, onExplain, onError) {
    Object.assign(this, { api, onExplain, onError });
    this.form = byId('filter');
    this.place = byId('denied');
    const list = el('div');
    this.more = el('button', { type: 'button', class: 'quiet', on: { click: () => this.#more() } }, 'Show more');
    this.fresh = el('button', { type: 'button', class: 'fresh', hidden: true, on: { click: () => this.#render() } });
    this.place.append(this.fresh, list, this.more);
    this.table = new Table(list, {
      label: 'Latest denials',
      layout: 'blocks denials',
      key: item => item.reference,
      empty: 'Nothing refused.',
      onOpen: item => onExplain(item.reference, item),
      rowClass: () => 'openable',
      columns: [
        { title: 'Time', kind: 'time', cell: item => time(item.time) },
        { title: 'Outcome', kind: 'outcome', cell: item => [el('span', { class: `mark ${outcomeTones[item.outcome] ?? ''}` }, outcomeWords[item.outcome] ?? item.outcome), ' ', el('span', { class: 'kind' }, item.kind)] },
        { title: 'Client', kind: 'code client', cell: item => item.client },
        { title: 'What', kind: 'what', cell: item => cut(item.what) },
        { title: 'By', kind: 'by', cell: item => [item.by ?? '—', ' ', item.reason ? el('span', { class: 'reason' }, item.reason) : null].filter(Boolean) },
        { title: 'Answer', kind: 'answer', cell: item => el('span', { title: milliseconds(item.milliseconds) }, item.answer) },
        { title: 'Reference', kind: 'reference', cell: item => el('button', { type: 'button', class: 'link code', 'aria-label': `Explain ${item.reference}`, on: { click: () => onExplain(item.reference, item) } }, item.reference) },
      ],
    });
    this.form.addEventListener('submit', event => event.preventDefault());
    this.form.addEventListener('input', () => this.#changed());
    byId('filter-clear').addEventListener('click', () => {
      this.form.reset();
      this.#changed();
    });
    for (const event of ['pointerleave', 'focusout']) {
      this.table.body.addEventListener(event, () => setTimeout(() => this.#waiting > 0 && this.draw()));
    }
  }

  /** Shows the denials of a client, or those with a text. */
  narrow(field, value) {
    this.form.reset();
    this.form.elements[field].value = value;
    this.#changed();
    byId('denials').scrollIntoView();
    this.form.elements[field].focus({ preventScroll: true });
  }

  clear() {
    this.#items = [];
    this.#render();
  }

  /** Which decisions of the stream are wanted. */
  get wanted() {
    return this.form.elements.outcome.value === '' || this.form.elements.outcome.value.includes('served') ? 'all' : 'refused';
  }

  /** Asks for what fits the filter. */
  async load() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    const { kind, outcome, client } = this.#filter();
    const query = new URLSearchParams({ limit: String(kept), ...(kind && { kind }), ...(outcome && { outcome }), ...(client && { client }) });
    try {
      const items = await this.api.get(`decisions?${query}`, asking.signal);
      this.#items = items.slice(0, kept);
      this.#render();
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.table.fail(error.message);
        this.onError(error);
      }
    }
  }

  /** Takes a decision from the stream; `draw` shows it. */
  add(item) {
    if (this.#fits(item) && !this.#items.some(known => known.reference === item.reference)) {
      this.#items.unshift(item);
      this.#items.length = Math.min(kept, this.#items.length);
      this.#waiting++;
    }
  }

  find(reference) {
    return this.#items.find(item => item.reference === reference);
  }

  draw() {
    if (this.#waiting === 0) {
      return;
    }

    if (this.table.body.matches(':hover') || this.table.body.contains(document.activeElement)) {
      this.fresh.hidden = false;
      setText(this.fresh, `Show ${counted(this.#waiting, 'new one')}`);
      return;
    }

    this.#render();
  }

  #render() {
    this.#waiting = 0;
    this.fresh.hidden = true;
    const items = this.#items.filter(item => this.#fits(item));
    const filtered = this.#isFiltered();
    this.table.emptyText = filtered ? 'Nothing fits the filter.' : 'Nothing refused.';
    this.table.show(items.slice(0, this.#shown));
    this.more.hidden = items.length <= this.#shown;
    setText(byId('denials-note'), filtered ? `${counted(items.length, 'decision')} ${items.length === 1 ? 'fits' : 'fit'} the filter` : '');
    byId('filter-clear').hidden = !filtered;
  }

  #more() {
    this.#shown += moreShown;
    this.#render();
  }

  #filter() {
    const { kind, outcome, client, text } = Object.fromEntries(new FormData(this.form));
    return { kind, outcome, client: client.trim(), text: text.trim().toLowerCase() };
  }

  #isFiltered() {
    const { kind, outcome, client, text } = this.#filter();
    return kind !== '' || outcome !== 'refused,failed,held' || client !== '' || text !== '';
  }

  #fits(item) {
    const { kind, outcome, client, text } = this.#filter();
    return (kind === '' || item.kind === kind)
      && (outcome === '' || outcome.split(',').includes(item.outcome))
      && item.client.startsWith(client)
      && (text === '' || [item.what, item.by, item.reason, item.answer, item.reference, item.client].some(value => value?.toLowerCase().includes(text)));
  }

  #changed() {
    this.#shown = firstShown;
    this.#render();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.onFilter?.();
      this.load();
    }, 250);
  }
}
