import { el } from './dom.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric' });

/** A count, grouped. */
export const count = value => whole.format(value);

/** A rate or a level: one digit behind the point below 100. */
export const rate = value => (Math.abs(value) < 100 && value !== 0 ? tenths : whole).format(value);

/** A count with its noun. */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** Octets in powers of 1024. */
export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }

  return `${unit === 0 || value >= 10 ? whole.format(value) : tenths.format(value)} ${units[unit]}`;
}

/** Milliseconds, as far as they matter. */
export function milliseconds(value) {
  return value >= 10000 ? `${tenths.format(value / 1000)} s` : value >= 10 ? `${whole.format(value)} ms` : `${tenths.format(value)} ms`;
}

/** A span of seconds in its two largest units. */
export function span(seconds) {
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const first = Math.max(0, parts.findIndex(([size]) => seconds >= size));
  if (seconds < 1) {
    return '0 s';
  }

  const [size, unit] = parts[first];
  const rest = Math.floor((seconds % size) / (parts[first + 1]?.[0] ?? 1));
  return `${Math.floor(seconds / size)} ${unit}${first < 2 && rest > 0 ? ` ${rest} ${parts[first + 1][1]}` : ''}`;
}

/** A moment as an element: local time to read, UTC to point at. */
export function time(moment, style = 'auto') {
  const date = new Date(moment);
  const today = date.toDateString() === new Date().toDateString();
  const shown = style === 'day' ? dayOfYear.format(date) : today ? timeOfDay.format(date) : dayAndTime.format(date);
  return el('time', { datetime: date.toISOString(), title: utc(date) }, shown);
}

/** A moment in UTC, to the second. */
export const utc = moment => `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** The time of day of a moment, local. */
export const clock = moment => timeOfDay.format(new Date(moment));

/** Whole days until a moment, negative when it has passed. */
export const daysUntil = (moment, now) => Math.floor((new Date(moment) - new Date(now)) / 86400000);

/** A text that a stranger may have made as long as they like, cut where nobody reads on. */
export const cut = (text, most = 240) => (text.length > most ? `${text.slice(0, most)}…` : text);
