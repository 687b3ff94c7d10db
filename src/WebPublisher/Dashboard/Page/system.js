import { byId, el } from './dom.js';
import { bytes, count, counted, span, time } from './format.js';
import { Table } from './table.js';

const ipsecWords = { off: ['', 'The policy asks for none.'], standing: ['good', 'stands'], broken: ['bad', 'broken'], unknown: ['warn', 'cannot be asked'] };

/** The state and who shares it, IPsec, and what the process takes. */
export class System {
  constructor() {
    const store = byId('store');
    this.storeFacts = el('dl', { class: 'card' });
    const nodes = el('div');
    store.replaceChildren(this.storeFacts, nodes);
    this.nodes = new Table(nodes, {
      label: 'Nodes',
      key: item => item.name,
      empty: 'This node shares its state with no other.',
      columns: [{ title: 'Node', kind: 'name', cell: item => item.name }, { title: 'Last seen', kind: 'time', cell: item => time(item.lastSeen) }],
    });
    const ipsec = byId('ipsec');
    this.ipsecState = el('p');
    const connections = el('div');
    ipsec.replaceChildren(this.ipsecState, connections);
    this.connections = new Table(connections, {
      label: 'IPsec connections',
      key: item => item.name,
      empty: '',
      columns: [
        { title: 'Connection', kind: 'name', cell: item => item.name },
        { title: 'State', cell: item => el('span', { class: `mark ${item.stands ? 'good' : 'bad'}` }, item.stands ? 'stands' : 'does not stand') },
        { title: 'Detail', kind: 'what', cell: item => item.detail },
      ],
    });
    this.processFacts = el('dl', { class: 'card' });
    byId('process').replaceChildren(this.processFacts);
  }

  show(status) {
    const { store, ipsec, process } = status;
    facts(this.storeFacts, [
      ['Kept in', el('span', { class: `mark ${store.connected ? 'good' : 'bad'}` }, `${store.kind}, ${store.connected ? 'answers' : 'does not answer'}`)],
      ['Waits to be written', counted(store.pending, 'change')],
      ['Addresses', `${count(store.blocked)} blocked, ${count(store.allowed)} allowed`],
      ['Held', `${counted(store.held, 'message')}, ${bytes(store.heldBytes)}`],
      ['Known senders', count(store.reputations)],
      ['Logon locks', count(store.logonLocks)],
    ]);
    this.nodes.show(store.nodes);
    const [tone, words] = ipsecWords[ipsec.state] ?? ['warn', ipsec.state];
    this.ipsecState.replaceChildren(el('span', { class: tone ? `mark ${tone}` : 'aside' }, ipsec.problem ? `${words}: ${ipsec.problem}` : words));
    this.connections.show(ipsec.connections);
    this.connections.empty.hidden = true;
    const seconds = Math.max(1, (Date.parse(status.now) - Date.parse(status.started)) / 1000);
    facts(this.processFacts, [
      ['Number', String(process.id)],
      ['Memory', `${bytes(process.workingSet)}, of it managed ${bytes(process.heap)}`],
      ['Processor', `${span(process.cpuSeconds)} in ${span(seconds)}`],
      ['Threads', count(process.threads)],
    ]);
  }
}

function facts(list, lines) {
  list.replaceChildren(...lines.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}
