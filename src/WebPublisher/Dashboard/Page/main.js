import { Addresses } from './addresses.js';
import { Api } from './api.js';
import { startAppearance } from './appearance.js';
import { DecisionCounts } from './counts.js';
import { Denials } from './denials.js';
import { byId, el, setText } from './dom.js';
import { ExplanationPanel, referenceOf } from './explanation.js';
import { clock } from './format.js';
import { Headline } from './headline.js';
import { Halves } from './halves.js';
import { Held } from './held.js';
import { LiveStream } from './live.js';
import { notice } from './notices.js';
import { Policy } from './policy.js';
import { LogonLocks, Reputations } from './senders.js';
import { Servers } from './servers.js';
import { startSession } from './session.js';
import { System } from './system.js';
import { TrafficCharts } from './traffic.js';

// Draws at most so often, however much arrives.
const pace = 250;

const api = new Api();
const addresses = new Addresses(api);
const explanation = new ExplanationPanel(api, (client, reference) => addresses.add(client, reference));
const denials = new Denials(api, (reference, decision) => explanation.open(reference, decision), complain);
const held = new Held(api, reference => explanation.open(reference));
const reputations = new Reputations(api);
const locks = new LogonLocks(api);
const headline = new Headline();
const charts = new TrafficCharts();
const counts = new DecisionCounts(client => denials.narrow('client', client), text => denials.narrow('text', text));
const halves = new Halves(api, turnTo);
const statusPanels = [new Servers(), new Policy(api, complain), new System(api)];

let status = null;
let lost = null;
let traffic = null;
let drawing = 0;

const stream = new LiveStream(
  () => api.address(`events?decisions=${denials.wanted}`),
  {
    status: data => showStatus(JSON.parse(data)),
    traffic: data => takeTraffic(JSON.parse(data)),
    decision: data => {
      denials.add(JSON.parse(data));
      draw();
    },
    reload: () => refresh(),
    changed: data => changed(data),
    lost: data => notice(`This page could not keep up: ${data} events were left out. The lists are read again.`, 'warn') ?? loadAll(),
  },
  state => streamState(state),
  refused);

function showStatus(next) {
  if (status && status.started !== next.started && status.node === next.node) {
    notice(`The server was restarted at ${clock(next.started)}.`, 'warn');
  }

  status = next;
  headline.show(status, lost);
  for (const panel of statusPanels) {
    panel.show(status);
  }
}

function takeTraffic(next) {
  charts.add(next.seconds);
  traffic = next;
  draw();
}

// Shows the other half: nothing of the one before stays.
function turnTo(half) {
  api.half = half;
  status = traffic = lost = null;
  charts.clear();
  denials.clear();
  headline.show(null, null);
  stream.open();
}

// What is drawn each second is not drawn at all while nobody can see the page.
function draw() {
  if (drawing === 0 && !document.hidden) {
    drawing = setTimeout(() => {
      drawing = 0;
      denials.draw();
      charts.draw();
      if (traffic) {
        counts.show(traffic);
      }
    }, pace);
  }
}

function streamState(state) {
  if (state === 'open') {
    if (lost !== null) {
      notice('Connected to the server again.');
    }

    lost = null;
    loadAll();
  } else {
    lost ??= Date.now();
  }

  setText(byId('live'), lost === null ? 'Live' : 'Not connected');
  byId('live').className = `live mark ${lost === null ? 'good' : 'bad'}`;
  document.body.classList.toggle('stale', lost !== null);
  headline.show(status, lost);
}

// The stream was answered, and not with events. Where a login has ended the page is asked for again, and the server leads to the login.
async function refused() {
  try {
    await api.get('status');
  } catch (error) {
    if (error.status === 401 || error.status === 403) {
      location.assign('/');
    } else {
      complain(error);
    }
  }
}

async function refresh() {
  await api.get('status').then(showStatus, complain);
}

const lists = { addresses, held, logons: locks, reputations };

function changed(name) {
  if (lists[name]) {
    load(lists[name]);
  }
}

async function load(list) {
  try {
    await list.load();
  } catch (error) {
    list.table.fail(error.message);
    complain(error);
  }
}

async function loadAll() {
  const loads = [refresh(), api.get('traffic').then(takeTraffic), denials.load(), ...Object.values(lists).map(load)];
  for (const result of await Promise.allSettled(loads)) {
    if (result.status === 'rejected') {
      complain(result.reason);
    }
  }
}

function complain(error) {
  if (error.status === 0) {
    // The headline says already that the server does not answer.
    return;
  }

  notice(error.message, 'bad');
}

function openFromAddress() {
  const reference = referenceOf(location.hash);
  if (reference) {
    explanation.open(reference, denials.find(reference));
  }
}

function startFinding() {
  const field = byId('reference');
  byId('find').addEventListener('submit', event => {
    event.preventDefault();
    const reference = referenceOf(field.value);
    if (reference) {
      explanation.open(reference, denials.find(reference));
    }

    field.setCustomValidity(reference ? '' : 'A reference is four groups of four letters and digits, such as 2P5Z-K8R0-7XQE-M3WD.');
    field.reportValidity();
  });
  field.addEventListener('input', () => field.setCustomValidity(''));
}

function startContents() {
  const badge = el('span', { class: 'badge', hidden: true });
  byId('contents').append(...[...document.querySelectorAll('section[data-nav]')].map(section =>
    el('a', { href: `#${section.id}` }, section.dataset.nav, section.id === 'held' ? badge : null)));
  held.onCount = waiting => {
    badge.hidden = waiting === 0;
    setText(badge, String(waiting));
  };
}

startAppearance();
startContents();
startFinding();
denials.onFilter = () => stream.open();
document.addEventListener('visibilitychange', draw);
addEventListener('hashchange', openFromAddress);
headline.show(null, null);
stream.open();
halves.watch();
startSession(complain);
openFromAddress();
