import type { Lifecycle, LifecycleSubject, Viewer } from '@tessera/lifecycle';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import { commandConstant, eventScopes, LIFECYCLES } from '@tessera/lifecycle';
import * as fc from 'fast-check';
import { getNamedType, isAbstractType, isEnumType, isLeafType, isObjectType } from 'graphql';
import { SCHEMA } from './graph-stack.js';

/** A subscription with the arguments it is given, `after` left out. */
interface Asking {
  readonly field: string;
  readonly given: Readonly<Record<string, string | readonly string[]>>;
}

/** A subscription that somebody asks for. */
export interface StreamQuestion extends Asking {
  readonly viewer: Viewer;
}

/** All that can be an id, a person or an account in these logs, so that filters often find something. */
const NAMES = ['ann', 'bob', 'cem'] as const;

/** The columns that each argument of a subscription looks at; by hand, for comparison with the schema's own. */
const COLUMNS: Readonly<Record<string, readonly (keyof StatusEvent)[]>> = {
  kinds: ['subjectKind'],
  to: ['toState'],
  cardId: ['subjectId'],
  chargeCardId: ['subjectId'],
  temporaryCardId: ['subjectId'],
  operationId: ['subjectId'],
  subjectId: ['producibleId'],
  holderId: ['holderId', 'previousHolderId'],
  accountId: ['accountId', 'previousAccountId'],
  programId: ['programId'],
  kioskId: ['kioskId'],
};

/** The kind of whose events a subscription tells; `statusChanged` tells of all. */
const KINDS: Readonly<Record<string, string>> = {
  cardStatusChanged: 'CARD',
  chargeCardStatusChanged: 'CHARGE_CARD',
  productionStatusChanged: 'PRODUCTION_OPERATION',
  temporaryCardStatusChanged: 'TEMPORARY_CARD',
  expiryApproaching: 'TEMPORARY_CARD',
};

const FIELDS = Object.values(SCHEMA.getSubscriptionType()?.getFields() ?? {});

const anyName = fc.constantFrom(...NAMES);
const anyTie = fc.constantFrom(...NAMES, null);

/** An event of any kind, as the schema can show it. */
export const anyShownEvent: fc.Arbitrary<Partial<StatusEvent>> = fc.constantFrom(...LIFECYCLES.values()).chain(eventOf);

/** Every subscription without arguments, with each of them alone, and with all; each asked by somebody. */
export function askAll(anyViewer: fc.Arbitrary<Viewer>): fc.Arbitrary<readonly StreamQuestion[]> {
  const all = FIELDS.flatMap(askingsOf).map((asking) => fc.tuple(asking, anyViewer));
  return fc.tuple(...all).map((asked) => asked.map(([asking, viewer]) => ({ ...asking, viewer })));
}

/** What the question must be answered by, of these events: its filters and the viewer's roles, by the tables above. */
export function isAskedFor({ field, given, viewer }: StreamQuestion, event: StatusEvent): boolean {
  if (KINDS[field] !== undefined && event.subjectKind !== KINDS[field]) return false;
  if (field === 'expiryApproaching' && event.command !== 'REMIND') return false;
  const isFitting = Object.entries(given).every(([name, values]) =>
    columnsOf(name).some((column) => [values].flat().includes(String(event[column]))),
  );
  return isFitting && isRead(viewer, event);
}

/** An event that answers the question, whoever asks; null when nobody of the viewer's roles reads any. */
export function answerTo({ field, given, viewer }: StreamQuestion): Partial<StatusEvent> | null {
  const kinds = [given['kinds'] ?? KINDS[field] ?? [...LIFECYCLES.keys()]].flat();
  const kind = kinds.find((each) => scopesOf(viewer, each).length > 0);
  const lifecycle = LIFECYCLES.get(kind ?? '');
  if (lifecycle === undefined) return null;
  const filtered = Object.entries(given).map(
    ([name, values]) => [String(columnsOf(name)[0]), [values].flat()[0] ?? null] as const,
  );
  return {
    ...shownAs(lifecycle),
    ...(field === 'expiryApproaching' ? { command: 'REMIND' } : {}),
    previousHolderId: viewer.id,
    previousAccountId: viewer.accountIds[0] ?? null,
    ...Object.fromEntries(filtered),
    ...(kind === undefined ? {} : { subjectKind: kind }),
  };
}

/** The question as a document, with all that an event's own row answers. */
export function documentOf({ field, given }: Asking): string {
  const asked = FIELDS.find(({ name }) => name === field);
  if (asked === undefined) throw new Error(`No subscription ${field}`);
  const variables = asked.args.filter(({ name }) => name === 'after' || name in given);
  const declared = variables.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = variables.map(({ name }) => `${name}: $${name}`).join(', ');
  const selected = typesOf(asked).map((type) => `... on ${type.name} { ${leavesOf(type)} }`);
  return `subscription(${declared}) { event: ${field}(${passed}) { __typename ${selected.join(' ')} } }`;
}

function eventOf(lifecycle: Lifecycle<LifecycleSubject>): fc.Arbitrary<Partial<StatusEvent>> {
  const anyText = fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.trim());
  return fc.record({
    subjectKind: fc.constant(lifecycle.kind),
    command: fc.constantFrom(...Object.keys(lifecycle.commands).map(commandConstant)),
    toState: fc.constantFrom(...Object.keys(lifecycle.states)),
    fromState: fc.constantFrom(...Object.keys(lifecycle.states), null),
    comment: fc.oneof(anyText, fc.constant(null)),
    summary: anyText,
    subjectId: anyName,
    programId: anyTie,
    holderId: anyTie,
    previousHolderId: anyTie,
    accountId: anyTie,
    previousAccountId: anyTie,
    kioskId: anyTie,
    producibleId: anyTie,
  });
}

function shownAs({ kind, commands, states }: Lifecycle<LifecycleSubject>): Partial<StatusEvent> {
  const [command = ''] = Object.keys(commands);
  const [toState = null] = Object.keys(states);
  return { subjectKind: kind, command: commandConstant(command), toState, summary: '' };
}

function askingsOf({ name: field, args }: GraphQLField<unknown, unknown>): fc.Arbitrary<Asking>[] {
  const filters = args.filter(({ name }) => name !== 'after');
  const alone = filters.map((filter) => [filter]);
  return [[], ...alone, filters].map((chosen) => {
    const values = chosen.map(({ name, type }) => [name, anyValueOf(getNamedType(type))] as const);
    return fc.record(Object.fromEntries(values)).map((given) => ({ field, given }));
  });
}

function anyValueOf(type: ReturnType<typeof getNamedType>): fc.Arbitrary<string | string[]> {
  if (!isEnumType(type)) return anyName;
  return fc.subarray(
    type.getValues().map(({ name }) => name),
    { minLength: 1 },
  );
}

function columnsOf(argument: string): readonly (keyof StatusEvent)[] {
  const columns = COLUMNS[argument];
  if (columns === undefined) throw new Error(`Say in COLUMNS what the argument ${argument} looks at`);
  return columns;
}

function scopesOf(viewer: Viewer, kind: string) {
  const lifecycle = LIFECYCLES.get(kind);
  return lifecycle === undefined ? [] : eventScopes(lifecycle, viewer);
}

function isRead(viewer: Viewer, event: StatusEvent): boolean {
  const isOneOf = (own: readonly string[], ...ties: readonly (string | null)[]) =>
    ties.some((tie) => tie !== null && own.includes(tie));
  const isIn = {
    TENANT: true,
    HOLDER: isOneOf([viewer.id], event.holderId, event.previousHolderId),
    ACCOUNT: isOneOf(viewer.accountIds, event.accountId, event.previousAccountId),
    ORDERED: false,
  };
  return scopesOf(viewer, event.subjectKind).some((scope) => isIn[scope]);
}

function typesOf({ type }: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return SCHEMA.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}

/** Under names of their own: fields of different types may not be merged. */
function leavesOf(type: GraphQLObjectType): string {
  const leaves = Object.values(type.getFields()).filter(
    (each) => isLeafType(getNamedType(each.type)) && each.args.length === 0,
  );
  return leaves.map(({ name }) => `${type.name}_${name}: ${name}`).join(' ');
}
