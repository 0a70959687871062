/** Tells cost analysis how long a connection can be. */
export const LIST_SIZE =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

/** The `first` of a connection. */
export function firstOptions(defaultValue: number, max = 200) {
  return { nullable: true, defaultValue, description: `How many items the page has at most: 1 to ${max}.` } as const;
}

/** The `after` of a connection. */
export const AFTER = {
  nullable: true,
  description: 'Go on after this cursor, as an earlier page of the same field returned it. Absent: from the beginning.',
} as const;
