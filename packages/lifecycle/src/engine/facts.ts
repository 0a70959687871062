/**
 * Names a way to find rows of one kind: by the value of one field, optionally only those where another field has one of some
 * values. A lookup by `id` finds at most one. `T` is what is found.
 */
export interface Lookup<T> {
  readonly kind: string;
  readonly by: string;
  /** Only rows where the field has one of the values are found; absent: all. */
  readonly only?: { readonly field: string; readonly values: readonly string[] };
  /** Never present; carries the type of what is found. */
  readonly found?: T;
}

/** A lookup with its value: what a rule must know before it can decide. */
export interface Need {
  readonly lookup: Lookup<unknown>;
  readonly value: string;
}

/** Defines a lookup; see {@link Lookup}. */
export function defineLookup<T>(lookup: Lookup<T> & { readonly by: keyof T & string }): Lookup<T> {
  return lookup;
}

/** Asks for what the lookup finds under the value. */
export function need(lookup: Lookup<unknown>, value: string): Need {
  return { lookup, value };
}

/** One string for a need; two needs with the same key are the same. */
export function needKey({ lookup, value }: Need): string {
  return `${lookup.kind}\0${lookup.by}\0${lookup.only?.values.join() ?? ''}\0${value}`;
}

/**
 * What a decision may look at. Rules read it synchronously; whoever calls `decide` has loaded the needs before.
 * Asking for what was not loaded throws {@link UnknownFactError}.
 */
export interface Facts {
  /** Whether the need was loaded, so that asking for it answers. */
  knows(need: Need): boolean;
  /** All that the lookup finds under the value, as things are now. */
  all<T>(lookup: Lookup<T>, value: string): readonly T[];
}

/** The one thing found, or undefined. */
export function one<T>(facts: Facts, lookup: Lookup<T>, value: string): T | undefined {
  return facts.all(lookup, value)[0];
}

/** Thrown when a rule asks for something that was not loaded: its `needs` are incomplete, or depend on a neighbour. */
export class UnknownFactError extends Error {
  constructor(readonly need: Need) {
    super(`Not loaded: ${need.lookup.kind} by ${need.lookup.by}`);
  }
}

/** Any row that facts hold: a subject, a program, a kiosk. */
export interface FactRow {
  readonly id: string;
}
