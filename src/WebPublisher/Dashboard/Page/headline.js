import { byId, el, fill, setText } from './dom.js';
import { bytes, clock, counted, daysUntil, span, time } from './format.js';

export const certificateWarning = 21;
export const certificateError = 7;

/** The state in a line, what is wrong in a list, and the facts an operator looks for first. */
export class Headline {
  /** Shows a status; `lost` is since when the server has not been heard, or null. */
  show(status, lost) {
    const { tone, words } = stateOf(status, lost);
    fill(byId('headline'), [tone, words], () => el('p', { class: `headline ${tone}` }, words));
    document.title = status ? `${tone === 'good' ? '' : '! '}${status.node} · WebPublisher` : 'WebPublisher';
    if (!status) {
      return;
    }

    setText(byId('node'), status.node);
    const problems = problemsOf(status);
    fill(byId('problems'), problems, () => problems.map(([level, text, target]) => el('li', { class: `mark ${level}` }, el('a', { href: `#${target}` }, text))));
    this.#facts(status);
  }

  #facts(status) {
    const seconds = (Date.parse(status.now) - Date.parse(status.started)) / 1000;
    const last = status.policy.history[0];
    const facts = [
      ['Runs', status.halves.join(' and ')],
      ['Since', [time(status.started), ` (${span(seconds)})`]],
      ['Policy', [el('span', { class: 'code' }, status.policy.revision), last ? [' ', time(last.time)] : null]],
      ['Open', counted(status.listeners.reduce((sum, listener) => sum + listener.connections, 0), 'connection')],
      ['Memory', bytes(status.process.workingSet)],
      ['Version', status.version],
    ];
    byId('facts').replaceChildren(...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, [value].flat(2)))));
  }
}

function stateOf(status, lost) {
  if (lost !== null) {
    return { tone: 'bad', words: `Connection to the server lost at ${clock(lost)}. Trying again; what is shown is from before.` };
  }

  if (!status) {
    return { tone: '', words: 'Connecting…' };
  }

  if (status.phase === 'draining') {
    return { tone: 'warn', words: 'Draining: no new work is taken, what is under way is finished.' };
  }

  return isReady(status.readiness) ? { tone: 'good', words: 'Ready' } : { tone: 'bad', words: `Not ready: ${missing(status.readiness).join('; ')}` };
}

/** Whether nothing is missing. */
export const isReady = readiness => missing(readiness).length === 0;

function missing(readiness) {
  return [
    !readiness.policyInForce && 'no policy is in force',
    !readiness.listenersBound && 'a listener is not bound',
    !readiness.receiveConnectorsBound && 'a receive connector is not bound',
    ...readiness.farmsWithoutServer.map(name => `the farm ${name} has no healthy server`),
    ...readiness.sendConnectorsWithoutServer.map(name => `the send connector ${name} has no server that may be tried`),
    !readiness.virusScannerAnswers && 'mail waits for a virus scanner that does not answer',
  ].filter(Boolean);
}

// What somebody should look at, though traffic passes.
function problemsOf(status) {
  const problems = [];
  for (const [groups, what] of [[status.farms, 'Front end'], [status.sendConnectors, 'Inner mail server']]) {
    for (const group of groups) {
      for (const server of group.servers.filter(server => !server.available)) {
        problems.push(['bad', `${what} ${server.address} of ${group.name} is not used${server.detail ? `: ${server.detail}` : ''}`, 'servers']);
      }
    }
  }

  for (const certificate of status.certificates) {
    const days = daysUntil(certificate.notAfter, status.now);
    if (days < certificateWarning) {
      problems.push([days < certificateError ? 'bad' : 'warn', days < 0 ? `Certificate ${certificate.name} has expired` : `Certificate ${certificate.name} expires in ${counted(days, 'day')}`, 'servers']);
    }
  }

  const last = status.policy.history[0];
  if (last && (last.outcome === 'rejected' || last.outcome === 'failed')) {
    problems.push(['bad', `The policy was changed and could not be put in force; the one before stays. ${last.message}`, 'policy']);
  }

  if (!status.store.connected) {
    problems.push(['bad', `The shared database does not answer; ${counted(status.store.pending, 'change')} wait to be written`, 'system']);
  }

  if (status.ipsec.state === 'broken') {
    problems.push(['bad', `IPsec does not stand: ${status.ipsec.connections.filter(connection => !connection.stands).map(connection => connection.name).join(', ')}`, 'system']);
  } else if (status.ipsec.state === 'unknown') {
    problems.push(['warn', `Whether IPsec stands is not known${status.ipsec.problem ? `: ${status.ipsec.problem}` : ''}`, 'system']);
  }

  return problems;
}
