// Writes what of the SDK follows from the schema and the lifecycles’ tables; run by `npm run generate` before graphql-codegen, which
// writes the types of the operations.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { LIFECYCLES } from '@tessera/lifecycle';
import { isInputObjectType } from 'graphql';
import { describeMethods } from './describe-methods.js';
import { emitApi } from './emit-api.js';
import { emitClient, emitMethods } from './emit-client.js';
import { emitCommands } from './emit-commands.js';
import { emitDocuments } from './emit-documents.js';
import { emitEnums } from './emit-enums.js';
import { emitPossibleTypes } from './emit-possible-types.js';
import { emitRefusals } from './emit-refusals.js';
import { RESOURCES } from './resources.js';
import { readDocuments, readSchema } from './sources.js';
import { pascalCase } from './text.js';

const root = new URL('../', import.meta.url);
const operations = new URL('src/operations/', root);

function write(path: string, text: string): void {
  const file = new URL(path, root);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}

/** Where the document of an operation stands, from api.md. */
function fileOf(operation: string): string {
  const files = readdirSync(operations, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.graphql'),
  );
  const file = files.find((each) =>
    new RegExp(`\\b${operation}\\b`).test(readFileSync(new URL(each, operations), 'utf8')),
  );
  return `src/operations/${file ?? ''}`;
}

const schema = readSchema(new URL('../../schema/tessera.graphql', root));
const sources = { schema, lifecycles: LIFECYCLES, resources: RESOURCES };
write('src/operations/__generated__/commands.graphql', emitCommands(sources));
const documents = readDocuments([operations, new URL('__generated__/', operations)]);
const resources = RESOURCES.map((row) => ({ row, methods: describeMethods(row, sources, documents) }));
const typeNames = [
  ...[...documents.fragments.keys()].filter((name) => name !== 'Refusal'),
  ...documents.operations.map(({ name }) => `${pascalCase(name)}Variables`),
  ...Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .map(({ name }) => name),
];
write('src/__generated__/documents.ts', emitDocuments(documents));
write('src/__generated__/enums.ts', emitEnums(schema));
write('src/__generated__/possible-types.ts', emitPossibleTypes(schema));
write('src/__generated__/refusals.ts', emitRefusals(schema));
write('src/__generated__/client.ts', emitClient(resources, typeNames));
write('src/__generated__/methods.ts', emitMethods(resources));
write('api.md', emitApi(resources, fileOf));
