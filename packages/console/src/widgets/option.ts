/** One of several values, and what it is called. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly name: string;
}

/** Values by what they are called. */
export function toOptions<Value extends string>(
  values: readonly Value[],
  nameOf: (value: Value) => string,
): readonly Option<Value>[] {
  return values.map((value) => ({ value, name: nameOf(value) }));
}
