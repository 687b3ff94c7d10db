// Logs in with a token. The server answers with a cookie that no script can read; the token is kept nowhere.
const form = document.getElementById('login');
const field = document.getElementById('token');
const problem = document.getElementById('problem');
const button = form.querySelector('button');

form.addEventListener('submit', async event => {
  event.preventDefault();
  problem.hidden = true;
  button.disabled = true;
  try {
    const response = await fetch('/api/session/begin', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-WebPublisher': '1' },
      body: JSON.stringify({ token: field.value }),
    });
    if (response.ok) {
      location.replace('/');
      return;
    }

    const answer = await response.json().catch(() => null);
    say(answer?.error ?? `The server answers ${response.status}.`);
  } catch {
    say('The server does not answer.');
  } finally {
    button.disabled = false;
  }
});

function say(sentence) {
  problem.textContent = sentence;
  problem.hidden = false;
  field.select();
  field.focus();
}

// Whoever is logged in, or known by a certificate, and came by a link is let through.
const session = await fetch('/api/session', { cache: 'no-store' }).catch(() => null);
if (session?.ok) {
  location.replace('/');
}
