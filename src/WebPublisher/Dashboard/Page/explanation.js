import { byId, el } from './dom.js';
import { giveBack } from './dialog.js';

const pattern = /^[0-9A-Z]{4}(-?[0-9A-Z]{4}){3}$/;

/** A reference as it is written, whatever the letter case and the hyphens it was typed with; null when it is none. */
export function referenceOf(text) {
  const plain = text.trim().replace(/^[(#]+|[).]+$/g, '').toUpperCase();
  return pattern.test(plain) ? plain.replaceAll('-', '').match(/.{4}/g).join('-') : null;
}

/** The panel that explains a reference. The address of the page names the reference while it is open, so that it can be sent to a colleague. */
export class ExplanationPanel {
  #opener = null;
  #asked = '';

  constructor(api, onBlock) {
    Object.assign(this, { api, onBlock });
    this.dialog = byId('explanation');
    this.dialog.addEventListener('close', () => {
      this.#asked = '';
      this.dialog.replaceChildren();
      if (referenceOf(location.hash)) {
        history.replaceState(null, '', location.pathname);
      }

      giveBack(this.#opener);
    });
    this.dialog.addEventListener('click', event => {
      if (event.target === this.dialog) {
        this.dialog.close();
      }
    });
  }

  /** Opens it. `decision` is what the list knows, if it was opened from there. */
  async open(reference, decision = null) {
    if (this.#asked === reference) {
      return;
    }

    this.#asked = reference;
    if (!this.dialog.open) {
      this.#opener = document.activeElement;
    }

    history.replaceState(null, '', `#${reference}`);
    const text = el('pre', { tabindex: '0', 'aria-label': 'Explanation' }, 'Looking it up…');
    const client = decision?.client;
    const close = el('button', { type: 'button', on: { click: () => this.dialog.close() } }, 'Close');
    this.dialog.replaceChildren(
      el('div', { class: 'sheet-head' }, el('h2', { id: 'explanation-title' }, 'Why? ', el('span', { class: 'code' }, reference)), close),
      text,
      el('div', { class: 'buttons' },
        client && el('button', { type: 'button', class: 'acts', on: { click: () => this.onBlock(client, reference) } }, `Block ${client}…`),
        el('button', { type: 'button', on: { click: event => copy(text.textContent, event.target) } }, 'Copy the text')));
    if (!this.dialog.open) {
      this.dialog.showModal();
      close.focus();
    }

    try {
      const explanation = await this.api.get(`explain/${encodeURIComponent(reference)}`);
      if (this.#asked === reference) {
        text.textContent = explanation.text;
      }
    } catch (error) {
      if (this.#asked === reference) {
        text.textContent = error.status === 404 ? error.message : `It cannot be explained now. ${error.message}`;
        text.classList.add('error');
      }
    }
  }
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Browsers give the clipboard to secure pages alone; the text can still be marked by hand.
    button.textContent = 'This browser lets nobody copy: mark the text';
  }
}
