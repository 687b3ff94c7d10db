import { byId, el, svg } from './dom.js';
import { count } from './format.js';
import { Table } from './table.js';

const shown = 8;

/** Who decided how often. The bar's length compares the rows; its parts are what was let through, refused and failed. */
export class DecisionCounts {
  constructor(onClient, onText) {
    const refused = { title: 'Refused', kind: 'number bad', cell: item => quietZero(item.refused) };
    const served = { title: 'Passed', kind: 'number', cell: item => quietZero(item.served) };
    const failed = { title: 'Failed', kind: 'number', cell: item => quietZero(item.failed) };
    const name = (title, open) => ({ title, kind: 'name', cell: item => [open ? el('button', { type: 'button', class: 'link', title: 'Show its denials', on: { click: () => open(title === 'Agent' ? agentOf(item) : item.name) } }, item.name) : el('span', {}, item.name), bar(item)] });
    this.rules = table('rules', 'Decisions by rule', 'No request yet.', [name('Rule', onText), served, refused, failed]);
    this.agents = table('agents', 'Decisions by agent', 'No agent has acted yet.', [name('Agent', onText), served, refused, failed]);
    this.reasons = table('reasons', 'Refusals by reason', 'Nothing refused.', [name('Reason', onText), refused]);
    this.clients = table('clients', 'Decisions by client', 'No client yet.', [name('Client', onClient), served, refused, failed]);
  }

  show(traffic) {
    for (const name of ['rules', 'agents', 'reasons', 'clients']) {
      const items = (traffic[name] ?? []).slice(0, shown);
      const most = Math.max(1, ...items.map(total));
      this[name].show(items.map(item => ({ ...item, most })));
    }
  }
}

// Agents are counted by what they do, `contentFilter reject`; a denial names the agent alone.
const agentOf = item => item.name.split(' ')[0];
const total = item => item.served + item.refused + item.failed;
const quietZero = value => (value === 0 ? el('span', { class: 'zero' }, '0') : count(value));

function bar(item) {
  let from = 0;
  const parts = [['good', item.served], ['bad', item.refused], ['warn', item.failed]].map(([tone, value]) => {
    const width = (value / item.most) * 100;
    const part = svg('rect', { class: tone, x: from, y: 0, width, height: 3 });
    from += width;
    return part;
  });
  return svg('svg', { class: 'share', viewBox: '0 0 100 3', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, parts);
}

function table(id, label, empty, columns) {
  return new Table(byId(id), { label, empty, columns, key: item => `${item.half ?? ''} ${item.name}` });
}
