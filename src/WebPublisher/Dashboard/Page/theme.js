// Before the first paint, so that nobody sees the other colours flash by. What the switch in the page chooses is kept in this browser.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('webpublisher.theme');
  } catch {
    // Storage is off in this browser: the system's colours it is.
  }

  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
