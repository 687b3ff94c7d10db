import { byId, el } from './dom.js';

/**
 * Asks before something is done. The dialog is the browser's own: it keeps the focus inside, ends with Escape and gives the focus back. `act` does it and may throw: then the
 * dialog stays and says why. Resolves to whether it was done.
 */
export function ask({ title, content, verb, cancel = 'Cancel', danger = false, act = () => {} }) {
  const dialog = byId('question');
  const opener = document.activeElement;
  return new Promise(resolve => {
    let done = false;
    const error = el('p', { class: 'error', role: 'alert' });
    const go = el('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, verb);
    const form = el('form', { method: 'dialog' },
      el('h2', { id: 'question-title' }, title),
      el('div', { class: 'content' }, content),
      error,
      el('div', { class: 'buttons' }, el('button', { type: 'button', on: { click: () => dialog.close() } }, cancel), go));
    form.addEventListener('submit', async event => {
      event.preventDefault();
      go.disabled = true;
      error.textContent = '';
      try {
        await act(form);
        done = true;
        dialog.close();
      } catch (problem) {
        error.textContent = problem.message;
      } finally {
        go.disabled = false;
      }
    });
    dialog.replaceChildren(form);
    dialog.addEventListener('close', () => {
      dialog.replaceChildren();
      giveBack(opener);
      resolve(done);
    }, { once: true });
    dialog.showModal();
    (form.querySelector('.content input, .content select') ?? form.querySelector('.buttons button')).focus();
  });
}

/** Gives the focus back; to the content where what had it is gone, such as the row of a message that was deleted. */
export function giveBack(opener) {
  if (opener?.isConnected && opener !== document.body) {
    opener.focus();
  } else {
    byId('main').focus({ preventScroll: true });
  }
}

/** What a POST answered: an error when something of it was not done. */
export function demand(outcomes) {
  const failed = outcomes.filter(outcome => !outcome.done);
  if (failed.length > 0) {
    throw new Error(failed.map(outcome => outcome.message).join('\n'));
  }

  return outcomes.map(outcome => outcome.message).join('; ');
}
