import { ask } from './dialog.js';
import { byId, el, setText } from './dom.js';
import { bytes, count, counted, span, time } from './format.js';
import { notice } from './notices.js';
import { Table } from './table.js';

const ipsecWords = { off: ['', 'The policy asks for none.'], standing: ['good', 'stands'], broken: ['bad', 'broken'], unknown: ['warn', 'cannot be asked'] };

/** The state and who shares it, IPsec, what the process takes, and the button that has it take no more work. */
export class System {
  constructor(api) {
    this.api = api;
    this.drain = byId('drain');
    this.drain.addEventListener('click', () => this.#drain());
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
    this.draining = status.phase === 'draining';
    setText(this.drain, this.draining ? 'Serve again…' : 'Drain…');
    facts(this.storeFacts, [
      ['Kept in', store.kind === 'none' ? 'nothing: the policy needs no state' : el('span', { class: `mark ${store.connected ? 'good' : 'bad'}` }, `${store.kind}, ${store.connected ? 'answers' : 'does not answer'}`)],
      ...(store.kind === 'postgres' ? [['To be written', counted(store.pending, 'change')]] : []),
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

  #drain() {
    const drain = !this.draining;
    return ask({
      title: drain ? 'Drain this server?' : 'Serve again?',
      verb: drain ? 'Drain' : 'Serve again',
      danger: drain,
      content: el('p', {}, drain
        ? 'It says that it is not ready, so that load balancers turn away from it. What is under way is finished; connections end behind their answer. It serves again when you say so, or when it is restarted.'
        : 'It is ready again for whatever comes.'),
      act: async () => {
        const left = await this.api.post('drain', { drain, seconds: 0 });
        notice(drain ? `Draining: ${counted(left.requests, 'request')} and ${counted(left.sessions, 'mail session')} are under way.` : 'The server serves as before.');
      },
    });
  }
}

function facts(list, lines) {
  list.replaceChildren(...lines.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}
