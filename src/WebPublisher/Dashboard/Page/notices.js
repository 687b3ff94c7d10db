import { byId, el } from './dom.js';
import { clock } from './format.js';

const kept = 4;
const patience = 12000;

/** Tells what has happened, for a while. Errors stay until they are closed. */
export function notice(text, tone = 'good') {
  const place = byId('notices');
  [...place.children].filter(known => known.shownText === text).forEach(known => known.remove());
  const item = el('div', { class: `notice ${tone}` }, el('p', {}, el('span', { class: 'kind' }, `${clock(Date.now())} `), text),
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Close this notice', on: { click: () => item.remove() } }, '×'));
  item.shownText = text;
  place.append(item);
  while (place.children.length > kept) {
    place.firstElementChild.remove();
  }

  if (tone !== 'bad') {
    setTimeout(() => item.remove(), patience);
  }
}
