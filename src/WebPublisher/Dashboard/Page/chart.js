import { el, setText, svg } from './dom.js';
import { clock } from './format.js';

const seconds = 300;
const height = 60;

// The last of these seconds are what is called "now": one second alone jumps about.
const recent = 5;

/**
 * A small chart of the last five minutes. `series`: `{ key, label, tone }`, the first is drawn as an area and gives the number. The picture has a text of its own for those
 * who cannot see it; the exact figures stand in the table below the charts.
 */
export class Chart {
  #shown = [];
  #end = 0;

  constructor(place, { title, series, format, mean = false, least }) {
    Object.assign(this, { title, series, mean, least });
    this.format = value => (value === null ? '—' : format(value));
    this.now = el('span', { class: 'now' });
    this.when = el('span', { class: 'when' });
    this.top = el('span', { class: 'axis' });
    this.paths = series.map((line, index) => svg('path', { class: `${index === 0 ? 'area' : 'line'} ${line.tone}`, 'vector-effect': 'non-scaling-stroke' }));
    this.cursor = svg('line', { class: 'cursor', y1: 0, y2: height, 'vector-effect': 'non-scaling-stroke', visibility: 'hidden' });
    this.drawing = svg('svg', { viewBox: `0 0 ${seconds} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title} over the last five minutes: not known yet` },
      svg('line', { class: 'grid', x1: 0, x2: seconds, y1: height / 2, y2: height / 2, 'vector-effect': 'non-scaling-stroke' }), ...this.paths, this.cursor);
    this.drawing.addEventListener('pointermove', event => this.#point(event));
    this.drawing.addEventListener('pointerleave', () => this.#point(null));
    this.values = series.map(line => el('b'));
    const legend = el('ul', { class: 'legend' }, series.map((line, index) => el('li', { class: line.tone }, line.label, ' ', this.values[index])));
    place.append(el('div', { class: 'panel chart' },
      el('div', { class: 'reading' }, el('h3', {}, title), this.now, this.when),
      el('div', { class: 'plot' }, this.top, this.drawing, el('span', { class: 'axis from' }, '−5 min'), el('span', { class: 'axis to' }, 'now')),
      legend));
  }

  /** Draws. `history` holds `{ time, ... }` of whole seconds, oldest first, without those in which nothing happened necessarily; `end` is the second after the last, in ms. */
  show(history, end) {
    this.#end = end;
    this.#shown = Array.from({ length: seconds }, () => null);
    for (const second of history) {
      const place = seconds - Math.round((end - second.at) / 1000);
      if (place >= 0 && place < seconds) {
        this.#shown[place] = second;
      }
    }

    const highest = Math.max(this.least, ...this.#shown.map(second => Math.max(...this.series.map(line => second?.[line.key] ?? 0))));
    const scale = above(highest);
    setText(this.top, this.format(scale));
    this.series.forEach((line, index) => {
      const values = this.#shown.map(second => second?.[line.key] ?? 0);
      this.paths[index].setAttribute('d', values.some(value => value > 0) ? path(values, scale, index === 0) : '');
    });
    this.#read(null);
    const first = this.series[0];
    const peak = this.#shown.reduce((best, second) => ((second?.[first.key] ?? 0) > (best?.[first.key] ?? 0) ? second : best), null);
    this.drawing.setAttribute('aria-label', `${this.title} over the last five minutes: ${this.series.map(line => `${line.label} ${this.format(this.#recently(line))} now`).join(', ')}${peak ? `; highest ${this.format(peak[first.key])} at ${clock(peak.at)}` : ''}.`);
  }

  #recently(line) {
    const values = this.#shown.slice(-recent).filter(second => second && (!this.mean || second.requests > 0));
    const sum = values.reduce((total, second) => total + second[line.key] * (this.mean ? second.requests : 1), 0);
    const weight = this.mean ? values.reduce((total, second) => total + second.requests, 0) : recent;
    return weight === 0 ? (this.mean ? null : 0) : sum / weight;
  }

  // What is read beside the chart: now, or the second that the pointer is at.
  #read(place) {
    const second = place === null ? null : this.#shown[place] ?? {};
    const readings = this.series.map(line => this.format(second === null ? this.#recently(line) : second[line.key] ?? 0));
    setText(this.now, readings[0]);
    setText(this.when, place === null ? '' : clock(this.#end - (seconds - place) * 1000));
    this.values.forEach((value, index) => setText(value, readings[index]));
  }

  #point(event) {
    const place = event === null ? null : Math.min(seconds - 1, Math.max(0, Math.floor((event.offsetX / this.drawing.clientWidth) * seconds)));
    this.cursor.setAttribute('visibility', place === null ? 'hidden' : 'visible');
    if (place !== null) {
      this.cursor.setAttribute('x1', place);
      this.cursor.setAttribute('x2', place);
    }

    this.#read(place);
  }
}

// The next of 1, 2, 5, 10, 20, 50...
function above(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find(step => step * power >= value * 0.999);
}

function path(values, scale, closed) {
  const points = values.map((value, index) => `${index} ${(height - 1 - (value / scale) * (height - 2)).toFixed(1)}`);
  return closed ? `M0 ${height}L${points.join('L')}L${values.length - 1} ${height}Z` : `M${points.join('L')}`;
}
