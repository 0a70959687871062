/** What was thrown, as an error. */
export function toFault(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
