import { Chart } from './chart.js';
import { byId } from './dom.js';
import { bytes, clock, count, milliseconds, rate } from './format.js';
import { Table } from './table.js';

const kept = 300;
const perSecond = value => `${rate(value)}/s`;

/** The charts. Keeps five minutes and no more, however long the page stays open; what was seen before the server restarted stays until it is older. */
export class TrafficCharts {
  #seconds = new Map();

  constructor() {
    const place = byId('charts');
    this.charts = [
      new Chart(place, { title: 'Requests', format: perSecond, least: 1, series: [{ key: 'requests', label: 'all', tone: 'main' }, { key: 'requestsFailed', label: 'failed', tone: 'warn' }] }),
      new Chart(place, { title: 'Refused', format: perSecond, least: 1, series: [{ key: 'refused', label: 'all', tone: 'bad' }, { key: 'messagesRefused', label: 'mail', tone: 'warn' }] }),
      new Chart(place, { title: 'Mail', format: perSecond, least: 1, series: [{ key: 'messages', label: 'all', tone: 'main' }, { key: 'messagesRefused', label: 'refused', tone: 'bad' }] }),
      new Chart(place, { title: 'Latency of requests', format: milliseconds, least: 10, mean: true, series: [{ key: 'milliseconds', label: 'mean', tone: 'main' }] }),
    ];
    this.figures = new Table(byId('figures'), {
      label: 'Traffic by minute',
      layout: 'blocks',
      key: minute => minute.at,
      empty: 'No traffic seen yet.',
      columns: [
        { title: 'Minute from', cell: minute => clock(minute.at) },
        { title: 'Requests', kind: 'number', cell: minute => count(minute.requests) },
        { title: 'Refused', kind: 'number', cell: minute => count(minute.requestsRefused) },
        { title: 'Failed', kind: 'number', cell: minute => count(minute.requestsFailed) },
        { title: 'Mean time', kind: 'number', cell: minute => (minute.requests === 0 ? '—' : milliseconds(minute.spent / minute.requests)) },
        { title: 'Messages', kind: 'number', cell: minute => count(minute.messages) },
        { title: 'Messages refused', kind: 'number', cell: minute => count(minute.messagesRefused) },
        { title: 'In', kind: 'number', cell: minute => bytes(minute.bytesIn) },
        { title: 'Out', kind: 'number', cell: minute => bytes(minute.bytesOut) },
      ],
    });
  }

  clear() {
    this.#seconds.clear();
  }

  /** Takes seconds; a second that is told again takes the older one's place. */
  add(seconds) {
    for (const second of seconds) {
      const at = Math.floor(Date.parse(second.time) / 1000) * 1000;
      this.#seconds.set(at, { ...second, at, refused: second.requestsRefused + second.messagesRefused });
    }
  }

  draw() {
    const end = Math.max(0, ...this.#seconds.keys()) + 1000;
    for (const at of this.#seconds.keys()) {
      if (at < end - kept * 1000) {
        this.#seconds.delete(at);
      }
    }

    const history = [...this.#seconds.values()].sort((one, other) => one.at - other.at);
    for (const chart of this.charts) {
      chart.show(history, end);
    }

    if (byId('traffic').querySelector('details').open) {
      this.figures.show(byMinute(history));
    }
  }
}

function byMinute(history) {
  const sums = ['requests', 'requestsRefused', 'requestsFailed', 'messages', 'messagesRefused', 'bytesIn', 'bytesOut'];
  const minutes = new Map();
  for (const second of history) {
    const at = Math.floor(second.at / 60000) * 60000;
    const minute = minutes.get(at) ?? { at, spent: 0, ...Object.fromEntries(sums.map(key => [key, 0])) };
    sums.forEach(key => (minute[key] += second[key]));
    minute.spent += second.milliseconds * second.requests;
    minutes.set(at, minute);
  }

  return [...minutes.values()].reverse();
}
