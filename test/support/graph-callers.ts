import type { Viewer } from '@tessera/lifecycle';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { Answer, createGraphStack } from './graph-stack.js';
import { getNamedType, isUnionType } from 'graphql';
import { SCHEMA } from './graph-stack.js';

/** What a mutation was answered: a transition, whose subject is `subject`, or a refusal. */
type Result = Readonly<Record<string, unknown>>;

/** What a mutation or a query is given. */
type Given = Readonly<Record<string, unknown>>;

/** Somebody who uses a schema under test. */
export interface Caller {
  readonly viewer: Viewer;
  /** Issues a command on one subject; answers its result, with these fields of the subject besides. */
  issue(mutation: string, input: Given, fields?: string): Promise<Result>;
  /** Issues a command that must be accepted; answers its subject's id. */
  perform(mutation: string, input: Given): Promise<string>;
  /** Issues a command and tells in one word what became of it: `ACCEPTED`, a guard's code, or a refusal's. */
  outcomeOf(mutation: string, input: Given): Promise<string>;
  /** Asks for data; fails when there are errors. */
  ask(source: string, variables?: Given): Promise<Answer>;
  /** Asks for what is refused; answers the code of the first error. */
  errorOf(source: string, variables?: Given): Promise<unknown>;
}

/** All that refusals tell, on a union of results. */
export const REFUSAL = `
  ... on TransitionRefusal { code message retryable }
  ... on GuardRefused { guard option conflictingId }
  ... on TransitionNotPermitted { requiredRoles }
  ... on TransitionNotAllowed { fromState allowed }
  ... on SubjectNotFound { unknownId: id }
  ... on VersionConflict { expectedVersion currentVersion }
  ... on IdempotencyConflict { idempotencyKey }
  ... on InputInvalid { issues { path code message } }
  ... on ProductionWindowExpired { windowDays }`;

const SUBJECT_FIELDS = ['card', 'temporaryCard', 'chargeCard', 'operation', 'cardProgram', 'kiosk'];

/** Uses the schema of a stack as the viewer. */
export function actAs(stack: Pick<ReturnType<typeof createGraphStack>, 'ask' | 'run'>, viewer: Viewer): Caller {
  const issue: Caller['issue'] = async (mutation, input, fields = '') => {
    const answer = await stack.ask(sourceOf(mutation, fields), { variables: { input }, viewer });
    return answer.at('result') as Result;
  };
  return {
    viewer,
    issue,
    perform: async (mutation, input) => idOf(mutation, await issue(mutation, input)),
    outcomeOf: async (mutation, input) => wordOf(await issue(mutation, input)),
    ask: (source, variables = {}) => stack.ask(source, { variables, viewer }),
    errorOf: async (source, variables = {}) => {
      const { errors } = await stack.run(source, { variables, viewer });
      return Reflect.get(Object(errors?.[0]?.originalError), 'code') as unknown;
    },
  };
}

function sourceOf(mutation: string, fields: string): string {
  const field = SCHEMA.getMutationType()?.getFields()[mutation];
  if (field === undefined) throw new Error(`The schema has no ${mutation}`);
  const accepted = acceptedType(field);
  const names = Object.keys(accepted.getFields());
  const subject = SUBJECT_FIELDS.find((name) => names.includes(name));
  if (subject === undefined) throw new Error(`${mutation} is no command on one subject`);
  // Configuration has no states to tell, but a summary.
  const [states, summary] = names.includes('to') ? ['from to', ''] : ['', 'summary'];
  return `mutation($input: ${String(field.args[0]?.type)}) { result: ${mutation}(input: $input) {
    ... on ${accepted.name} {
      ${states} replayed dryRun subject: ${subject} { id version ${fields} }
      event { id sequence commandName fromState toState reason comment causedBy actor { id role } ${summary} }
    }
    ${REFUSAL}
  } }`;
}

/** The first member of a mutation's result: what an accepted command is answered. */
function acceptedType(field: GraphQLField<unknown, unknown>): GraphQLObjectType {
  const result = getNamedType(field.type);
  if (isUnionType(result)) for (const member of result.getTypes()) return member;
  throw new Error(`${field.name} has no result`);
}

function idOf(mutation: string, result: Result): string {
  const id: unknown = Reflect.get(Object(result['subject']), 'id');
  if (typeof id === 'string') return id;
  throw new Error(`${mutation} was not accepted: ${JSON.stringify(result)}`);
}

function wordOf({ guard, code }: Result): string {
  if (typeof guard === 'string') return guard;
  return typeof code === 'string' ? code : 'ACCEPTED';
}
