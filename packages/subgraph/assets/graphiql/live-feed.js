// The panel at the right: every status event of the tenant as it happens, as far as the persona may read it.
import { subscribe } from './event-stream.js';

const QUERY = `subscription Live { statusChanged {
  subjectKind subjectId sequence commandName fromState toState occurredAt actor { id role }
} }`;
const MOST = 200;
const PAUSE_MS = 2000;

const list = document.querySelector('#events');
const state = document.querySelector('#live-state');
const light = document.querySelector('#live-light');
const empty = document.querySelector('#live-empty');

let stop = () => {};
let timer;

/** Follows the log as this persona, instead of as the one before. */
export function follow(persona, onEvent) {
  stop();
  clearTimeout(timer);
  show('off', 'connecting …');
  stop = subscribe({ query: QUERY }, persona.token, {
    onOpen: () => show('on', `as ${persona.name}`),
    onNext: ({ data, errors }) => {
      if (errors) return show('off', errors[0].message);
      add(data.statusChanged);
      onEvent(data.statusChanged);
    },
    onEnd: (fault) => {
      show('off', fault ?? 'closed');
      timer = setTimeout(() => follow(persona, onEvent), PAUSE_MS);
    },
  });
}

function show(lightState, words) {
  light.className = `light ${lightState}`;
  state.textContent = words;
  state.title = words;
}

function add(event) {
  empty.hidden = true;
  const kind = event.subjectKind.toLowerCase().replaceAll('_', ' ');
  const isProduction = event.subjectKind === 'PRODUCTION_OPERATION';
  const item = element('li', isProduction ? 'production' : 'card');
  const change = element('div', 'state');
  if (event.fromState && event.fromState !== event.toState)
    change.append(element('span', 'from', `${event.fromState} → `));
  change.append(event.toState ?? event.commandName);
  const note = element('div', 'note');
  note.append(element('span', '', isProduction ? 'production' : `${kind} · v${event.sequence}`));
  note.append(element('span', '', `${event.actor.id} · ${new Date(event.occurredAt).toLocaleTimeString()}`));
  item.title = `${event.commandName} · ${event.subjectId}`;
  item.append(change, note);
  list.prepend(item);
  while (list.childElementCount > MOST) list.lastElementChild.remove();
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
