/** The value of an answer's one root field. */
export function rootOf(data: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(data).find(([name]) => name !== '__typename')?.[1];
}
