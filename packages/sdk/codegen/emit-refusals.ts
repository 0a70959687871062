import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { refusalsOf } from './commands.js';
import { HEADER, toDocComment } from './text.js';

/** What every error has already. */
const BASE_FIELDS = ['code', 'message', 'retryable'];

/** An error class a refusal, with the refusal’s own fields; and the table by which the client finds it. */
export function emitRefusals(schema: GraphQLSchema): string {
  const names = refusalsOf(schema);
  const table = names.map((name) => `  ${name}: ${name}Error,`).join('\n');
  return [
    `${HEADER}\n\nimport type {\n${[...names]
      .sort()
      .map((name) => `  ${name},`)
      .join('\n')}\n} from './operations.js';`,
    "import { RefusalError } from '../errors/refusal-error.js';\n",
    ...names.map((name) => emitRefusal(name, schema)),
    toDocComment(['The error class of each refusal that this version knows, by its type’s name.']).trimEnd(),
    `export const REFUSAL_ERRORS: Readonly<Record<string, typeof RefusalError>> = {\n${table}\n};`,
    `\n/** Every refusal that this version knows. */\nexport type Refusal =\n${names.map((name) => `  | ${name}`).join('\n')};\n`,
  ].join('\n');
}

function emitRefusal(name: string, schema: GraphQLSchema): string {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type.`);
  const fields = Object.values(type.getFields())
    .filter((field) => !BASE_FIELDS.includes(field.name))
    .map(
      (field) =>
        `${toDocComment([field.description ?? ''], '  ')}  declare readonly ${field.name}: ${name}['${field.name}'];`,
    );
  const means = (type.description ?? '').replace('Returned', 'Thrown');
  const shown = Object.keys(type.getFields()).find((field) => !BASE_FIELDS.includes(field)) ?? 'message';
  const about = toDocComment([means, '', `@example if (error instanceof ${name}Error) console.log(error.${shown});`]);
  return `${about}export class ${name}Error extends RefusalError {\n${fields.join('\n')}\n}\n`;
}
