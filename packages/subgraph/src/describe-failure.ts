/** What whoever starts a program reads when it cannot go on: what is wrong and, where there is one, the cause. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}\n  because: ${error.cause.message}` : error.message;
}
