import { byId } from './dom.js';

const key = 'webpublisher.theme';

/** The switch between the system's colours, light and dark; theme.js has set what was remembered. */
export function startAppearance() {
  const choice = byId('theme');
  const root = document.documentElement;
  choice.value = root.dataset.theme ?? 'auto';
  choice.addEventListener('change', () => {
    if (choice.value === 'auto') {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = choice.value;
    }

    try {
      localStorage.setItem(key, choice.value);
    } catch {
      // Storage is off in this browser: the choice holds until the page is left.
    }
  });
}
