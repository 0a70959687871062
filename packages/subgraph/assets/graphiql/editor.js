// Puts ready operations into GraphiQL's tabs, through the editor's own API and the page's own buttons.

const PATIENCE = 100;

/** Opens the operation in the tab of its name, or in a new one. */
export async function open({ name, query, variables }) {
  await modelOf('operation.graphql');
  const tab = tabs().find((each) => each.textContent.trim() === name);
  if (tab) tab.querySelector('button').click();
  else if (tabs().length > 1 || modelText('operation.graphql').trim() !== '')
    document.querySelector('.graphiql-tab-add').click();
  await settle();
  await write('operation.graphql', query);
  await write('variables.json', JSON.stringify(variables, null, 2));
}

/** Whether the editor is on the page. */
export function isReady() {
  return modelText('operation.graphql') !== null && document.querySelector('.graphiql-tab-add') !== null;
}

function tabs() {
  return [...document.querySelectorAll('.graphiql-tab')];
}

async function write(file, text) {
  (await modelOf(file)).setValue(text);
}

function modelText(file) {
  return find(file)?.getValue() ?? null;
}

function find(file) {
  return self.monaco?.editor.getModels().find(({ uri }) => uri.path.endsWith(file));
}

async function modelOf(file) {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const model = find(file);
    if (model) return model;
    await settle();
  }
  throw new Error(`GraphiQL shows no ${file}`);
}

function settle() {
  return new Promise((resolve) => setTimeout(resolve, 60));
}
