import type { SdkDocuments, SdkOperation, SdkPart } from './sources.js';
import { stripIgnoredCharacters } from 'graphql';
import { documentName, HEADER, pascalCase, toDocComment } from './text.js';

/**
 * Every operation as a constant: a plain string, so that any client takes it, with the types of its result and its variables. Each
 * fragment stands once in the module, and a bundler leaves out what nobody imports.
 */
export function emitDocuments({ operations, fragments }: SdkDocuments): string {
  const types = operations.flatMap(({ name }) => [pascalCase(name), `${pascalCase(name)}Variables`]).sort();
  const parts = [
    `${HEADER}\n\nimport type { Part, TypedDocument } from '../typed-document.js';`,
    `import type {\n${types.map((name) => `  ${name},`).join('\n')}\n} from './operations.js';`,
    "import { joinParts, toCommandDocument, toPart } from '../typed-document.js';\n",
    ...[...fragments].map(
      ([name, part]) => `const ${name}Part = /* @__PURE__ */ toPart(${listParts(shorten(name, part))});`,
    ),
    TO_COMMAND,
    ...operations.map(emitDocument),
  ];
  return `${parts.join('\n')}\n`;
}

function emitDocument({ name, type: operation, means, variables, part }: SdkOperation): string {
  const type = `TypedDocument<${pascalCase(name)}, ${pascalCase(name)}Variables>`;
  const made = operation === 'mutation' ? emitCommandDocument(name, part) : `joinParts(${listParts(part)})`;
  const example =
    operation === 'subscription'
      ? `client.iterate({ query: ${documentName(name)} })`
      : `await tessera.execute(${documentName(name)}${variables.length === 0 ? '' : ', variables'})`;
  return `\n${toDocComment([means, '', `@example ${example};`])}export const ${documentName(name)}: ${type} = /* @__PURE__ */ ${made};`;
}

/** All commands have the same document, but for the mutation and what it leads to when it is accepted. */
function emitCommandDocument(name: string, { spreads: [transition = ''] }: SdkPart): string {
  return `toCommand('${name}', ${transition}Part)`;
}

/** In the module, so that what all commands may be refused with stands there once. */
const TO_COMMAND = `/** The document of a command: what it leads to when it is accepted, or the refusal. */
function toCommand<Data, Variables>(mutation: string, transition: Part): TypedDocument<Data, Variables> {
  return toCommandDocument(mutation, transition, RefusalPart);
}`;

/** Leaves out of a fragment's text what `toPart` puts before it: there are many, and pages load them all. */
function shorten(name: string, { text, spreads }: SdkPart): SdkPart {
  const short = text.replace(`fragment ${name} on ${name} `, name).replace('fragment ', '');
  return { text: short, spreads };
}

function listParts({ text, spreads }: SdkPart): string {
  return [quote(text), ...spreads.map((name) => `${name}Part`)].join(', ');
}

function quote(text: string): string {
  return `'${stripIgnoredCharacters(text).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
