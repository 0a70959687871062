import type { GraphQLSchema } from 'graphql';
import { toDocComment } from './text.js';

/**
 * The types that graphql-codegen has written, each with a comment: what a fragment selects of is described by the schema; an operation’s
 * types by the operation’s name. Its exports of the enums are left out: these have a file of their own.
 */
export function describeTypes(content: string, schema: GraphQLSchema): string {
  const isOperation = (name: string) => content.includes(`export type ${name}Variables =`);
  const describe = (name: string): string => {
    const described = schema.getType(name)?.description;
    if (described !== undefined && described !== null) return described;
    if (name.endsWith('Variables')) return `What \`${name.replace(/Variables$/, 'Document')}\` takes.`;
    if (isOperation(name)) return `What \`${name}Document\` answers.`;
    const [, whole, member] = /^(\w+)_(\w+)$/.exec(name) ?? [];
    return member === undefined
      ? `What is selected as \`${name}\`.`
      : `\`${whole ?? ''}\`, where it is a \`${member}\`.`;
  };
  return content
    .replaceAll(/^export \{ \w+ \};\n\n?/gm, '')
    .replace(/^\/\*\* Internal type[^\n]*\nexport type Incremental[^\n]*\n/m, '')
    .replaceAll(/(?<!\*\/\n)^export type (\w+) =/gm, (line, name: string) => toDocComment([describe(name)]) + line);
}
