/** What people are told of a code of a closed list: docs/ERRORS.md, the schema's descriptions and the SDK read it from there. */
export interface CodeWords {
  /** What it says, as one sentence. */
  readonly means: string;
  /** What leads to it. */
  readonly cause: string;
  /** What whoever gets it does next. */
  readonly remedy: string;
  /** Whether the same call may succeed later as it is; null: the answer itself says. */
  readonly retryable: boolean | null;
}

/** What each code of a list means. */
export function meaningsOf<C extends string>(table: Readonly<Record<C, CodeWords>>): Readonly<Record<C, string>> {
  const entries = Object.entries<CodeWords>(table).map(([code, { means }]) => [code, means]);
  // The keys are those of the table.
  return Object.fromEntries(entries) as Record<C, string>;
}
