// The page around GraphiQL: who acts, what to run next, and what happens meanwhile.
import { open } from './editor.js';
import { results } from './event-stream.js';
import { follow } from './live-feed.js';

const { journey, more } = await getJson('graphiql/operations.json');
const personas = await getJson('dev/personas');
const personaSelect = document.querySelector('#persona');
const journeyNav = document.querySelector('#journey');
const moreSelect = document.querySelector('#more');

/** The ids of what was seen last; ready operations speak of them as `{{card}}`, `{{operation}}` … */
const last = { card: 'card_…', temporaryCard: 'temp_…', chargeCard: 'charge_…', operation: 'prod_…' };
const FIELDS = {
  CARD: 'card',
  TEMPORARY_CARD: 'temporaryCard',
  CHARGE_CARD: 'chargeCard',
  PRODUCTION_OPERATION: 'operation',
};
const remembered = sessionStorage.getItem('tessera:persona');
let persona =
  personas.find(({ name }) => name === remembered) ?? personas.find(({ name }) => name === journey[0].persona);

function actAs(name) {
  persona = personas.find((each) => each.name === name) ?? persona;
  personaSelect.value = persona.name;
  sessionStorage.setItem('tessera:persona', persona.name);
  follow(persona, remember);
}

function remember({ subjectKind, subjectId, commandName }) {
  if (subjectKind in FIELDS) last[FIELDS[subjectKind]] = subjectId;
  if (subjectKind === 'CARD') markDone(commandName);
}

/** Marks the command's step as done; with a new card the journey begins anew. */
function markDone(command) {
  const step = journey.findIndex(({ name }) => name.toUpperCase() === command);
  if (step === 0) for (const each of journeyNav.children) each.classList.remove('done');
  journeyNav.children[step]?.classList.add('done');
}

async function start(ready) {
  if (ready.persona && ready.persona !== persona.name) actAs(ready.persona);
  const fill = (text) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => last[name]);
  const variables = JSON.parse(fill(JSON.stringify(ready.variables ?? {})));
  await open({ name: ready.name, query: ready.query.join('\n'), variables });
}

async function fetchResult(request, { headers = {} } = {}) {
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${persona.token}`, ...headers },
    body: JSON.stringify(request),
  });
  const result = await response.json();
  rememberResult(result);
  return result;
}

function rememberResult({ data }) {
  for (const value of Object.values(data ?? {})) {
    for (const field of Object.values(FIELDS)) last[field] = value?.[field]?.id ?? last[field];
  }
}

/** What GraphiQL calls for each run: a token of the chosen persona goes with it, over HTTP and over WebSocket. */
function fetcher({ query, variables, operationName }, options = {}) {
  const request = { query, variables, operationName: operationName ?? undefined };
  const operations = options.documentAST?.definitions.filter(({ kind }) => kind === 'OperationDefinition') ?? [];
  const chosen = operations.find(({ name }) => !operationName || name?.value === operationName);
  return chosen?.operation === 'subscription' ? results(request, persona.token) : fetchResult(request, options);
}

async function getJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response.json();
}

function fillPersonas() {
  const home = personas[0].tenantId;
  personaSelect.append(
    ...personas.map(
      ({ name, userId, tenantId }) =>
        new Option(tenantId === home ? `${name} · ${userId}` : `${name} · ${userId} of ${tenantId}`, name),
    ),
  );
  personaSelect.disabled = false;
  personaSelect.onchange = () => actAs(personaSelect.value);
}

function fillOperations() {
  journey.forEach((ready, index) => {
    const button = document.createElement('button');
    const number = document.createElement('b');
    const title = document.createElement('span');
    number.textContent = index + 1;
    title.textContent = ready.title;
    button.title = `${index + 1} ${ready.title}: ${ready.means}`;
    button.append(number, title);
    button.onclick = () => {
      for (const each of journeyNav.children) each.classList.toggle('current', each === button);
      return start(ready);
    };
    journeyNav.append(button);
  });
  moreSelect.append(
    new Option('More operations', ''),
    ...more.map(({ title }, index) => new Option(title, String(index))),
  );
  moreSelect.onchange = () => {
    const ready = more[Number(moreSelect.value)];
    moreSelect.value = '';
    return start(ready);
  };
}

function addLiveToggle() {
  const panel = document.querySelector('#live');
  const toggle = document.querySelector('#live-toggle');
  toggle.onclick = () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute('aria-expanded', String(!panel.hidden));
  };
}

fillPersonas();
fillOperations();
addLiveToggle();
actAs(persona.name);

// The tabs of an earlier visit speak of cards that may be gone.
localStorage.removeItem('graphiql:tabState');
const [first] = journey;
self.YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#graphiql'), {
  fetcher,
  title: 'Tessera',
  shouldPersistHeaders: false,
  query: first.query.join('\n'),
  variables: JSON.stringify(first.variables, null, 2),
  // Without it every key stroke would go into the page's address.
  onEditQuery: () => undefined,
});
journeyNav.firstElementChild.classList.add('current');
