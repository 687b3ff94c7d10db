import { byId, el } from './dom.js';
import { count, counted, daysUntil, time } from './format.js';
import { certificateError, certificateWarning } from './headline.js';
import { Table } from './table.js';

/** Front ends, inner mail servers, listeners and certificates. */
export class Servers {
  constructor() {
    const server = { title: 'Server', kind: 'code', cell: item => item.address };
    const health = { title: 'State', cell: item => [el('span', { class: `mark ${item.available ? 'good' : 'bad'}` }, item.available ? 'in use' : 'not used'), item.detail && el('span', { class: 'reason' }, item.detail)].filter(Boolean) };
    const group = title => ({ title, kind: 'name', cell: item => item.group });
    const key = item => `${item.group} ${item.address}`;
    this.farms = new Table(byId('farms'), { label: 'Front ends', key, empty: 'The policy publishes no front end here.', columns: [group('Farm'), server, health] });
    this.connectors = new Table(byId('connectors'), { label: 'Inner mail servers', key, empty: 'The policy hands mail to no server here.', columns: [group('Send connector'), server, health] });
    this.listeners = new Table(byId('listeners'), {
      label: 'Listeners',
      key: item => `${item.kind} ${item.name} ${item.address}`,
      empty: 'Nothing is bound.',
      columns: [
        { title: 'Name', kind: 'name', cell: item => item.name },
        { title: 'Address', kind: 'code', cell: item => item.address },
        { title: 'Protocol', cell: item => item.protocol },
        { title: 'Open', kind: 'number', cell: item => count(item.connections) },
      ],
    });
    this.certificates = new Table(byId('certificates'), {
      label: 'Certificates',
      layout: 'blocks',
      key: item => item.name,
      empty: 'The policy has no certificates.',
      columns: [
        { title: 'Name', kind: 'name', cell: item => item.name },
        { title: 'For', kind: 'what', cell: item => item.names.join(', ') || item.subject },
        { title: 'Issued by', cell: item => item.issuer },
        { title: 'SHA-256', kind: 'code', cell: item => el('span', { title: item.sha256 }, `${item.sha256.slice(0, 16)}…`) },
        { title: 'Expires', kind: 'time', cell: item => time(item.notAfter, 'day') },
        { title: 'Left', kind: 'number', cell: item => left(item.days) },
      ],
    });
  }

  show(status) {
    const servers = groups => groups.flatMap(group => group.servers.map(server => ({ ...server, group: group.name })));
    this.farms.show(servers(status.farms));
    this.connectors.show(servers(status.sendConnectors));
    this.listeners.show(status.listeners);
    this.certificates.show(status.certificates.map(certificate => ({ ...certificate, days: daysUntil(certificate.notAfter, status.now) })));
  }
}

function left(days) {
  const tone = days < certificateError ? 'bad' : days < certificateWarning ? 'warn' : 'good';
  return el('span', { class: `mark ${tone}` }, days < 0 ? 'expired' : counted(days, 'day'));
}
