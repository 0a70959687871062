import type { LifecycleSubject } from './engine/subject.js';
import type { Guard, Input, InputField, TransitionRow } from './engine/rule.js';
import type { Lookup } from './engine/facts.js';
import { need, one } from './engine/facts.js';
import { textOf } from './engine/rule.js';

/** The one state of what is configured; it is not told. */
export const CONFIGURATION_STATES = { CONFIGURED: 'It is in force as its newest version has it.' } as const;

/** Who administers programs and kiosks; the system does when a demo is set up. */
export const CONFIGURED_BY = ['TENANT_ADMIN', 'SYSTEM'] as const;

/** The id of a thing of configuration: the tenant's or the maker's own name for it. */
export function idField(means: string, example: string): InputField {
  return { type: 'ID', means, requiredFor: 'EVERYBODY', example };
}

/** Its id is not taken. */
export function idIsFree<S extends LifecycleSubject>(kind: string, byId: Lookup<S>): Guard<S> {
  return {
    means: 'Nothing of the kind has the id (ID_TAKEN).',
    readsInput: true,
    needs: ({ input }) => [need(byId, textOf(input, 'id') ?? '')],
    refuse: ({ facts, input }) => {
      const taken = one(facts, byId, textOf(input, 'id') ?? '');
      if (taken === undefined) return null;
      const message = 'Choose another id, or update the one that has it.';
      return { guard: 'ID_TAKEN', message, conflicting: { kind, subject: taken } };
    },
  };
}

/** A row that changes what the input gives, and tells the differences. */
export function updateRow<S extends LifecycleSubject>(
  changesOf: (subject: S, input: Input) => Partial<S>,
): TransitionRow<S> {
  const somethingChanges: Guard<S> = {
    means: 'Something is given that differs from what is (NOTHING_TO_CHANGE).',
    readsInput: true,
    refuse: ({ subject, input }) =>
      listDifferences(subject, changesOf(subject, input)).length > 0
        ? null
        : { guard: 'NOTHING_TO_CHANGE', message: 'Give at least one value that differs from the present one.' },
  };
  return {
    from: 'ANY',
    to: 'SAME',
    by: CONFIGURED_BY,
    guards: [somethingChanges],
    set: ({ subject, input }) => changesOf(subject, input),
    tells: (_after, { subject, input }) => ({
      summary: listDifferences(subject, changesOf(subject, input)).join('; '),
    }),
  };
}

/** The values of these fields in words: `fourEyes on; validityDays 14`. */
export function describeValues<S extends LifecycleSubject>(subject: S, fields: readonly (keyof S & string)[]): string {
  return fields.map((field) => `${field} ${wordOf(subject[field])}`).join('; ');
}

function listDifferences<S extends LifecycleSubject>(subject: S, changes: Partial<S>): readonly string[] {
  return Object.entries(changes)
    .filter(([field, value]) => Reflect.get(subject, field) !== value)
    .map(([field, value]) => `${field}: ${wordOf(Reflect.get(subject, field))} → ${wordOf(value)}`);
}

function wordOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'none';
}
