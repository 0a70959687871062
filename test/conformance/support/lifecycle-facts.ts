import type { SourceDocument } from '../sentences/source-document.js';
import type { ConformanceStack } from './conformance-stack.js';
import { isEnumType } from 'graphql';
import { SCHEMA } from '../../support/graph-stack.js';

/** The states that a document's sections speak of, as enum values, each once and sorted. */
export function documentedStates({ sections }: SourceDocument, otherSections: readonly string[]): readonly string[] {
  const states = Object.keys(sections)
    .filter((heading) => !otherSections.includes(heading))
    .map((heading) => heading.replace(/,.*/, '').toUpperCase().replaceAll(' ', '_'));
  return [...new Set(states)].sort();
}

/** The values of an enum of the schema, sorted. */
export function enumValues(name: string): readonly string[] {
  const type = SCHEMA.getType(name);
  if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}`);
  return type
    .getValues()
    .map((value) => value.name)
    .sort();
}

/** The commands that lead into a state, as `Query.lifecycles` tells them. */
export async function commandsInto(stack: ConformanceStack, kind: string, state: string): Promise<readonly unknown[]> {
  const answer = await stack.ask('{ lifecycles { kind commands { name transitions { to } } } }');
  const lifecycle = answer.list('lifecycles').find((each) => each.at('kind') === kind);
  const commands = lifecycle?.list('commands') ?? [];
  const leadsThere = (targets: readonly unknown[]) => targets.some((to) => Array.isArray(to) && to.includes(state));
  return commands
    .filter((command) => leadsThere(command.each('transitions', 'to')))
    .map((command) => command.at('name'));
}

/** The newest event of a subject, by the field of `Query` that reads it. */
export async function lastEvent(stack: ConformanceStack, field: string, id: string): Promise<unknown> {
  const event = 'commandName fromState toState reason channel causedBy actor { id role }';
  const subject = await stack.read(field, id, { fields: `history(first: 1) { nodes { ${event} } }` });
  const { history } = subject as { readonly history: { readonly nodes: readonly unknown[] } };
  return history.nodes[0];
}
