import type { CodedError } from './coded-error.js';

/** The headers of an answer that is nothing but the fault: when to come again, and how to show who one is. */
export function headersOfFault({
  code,
  details,
}: Pick<CodedError, 'code' | 'details'>): Readonly<Record<string, string>> {
  const { retryAfterMs } = details;
  return {
    ...(code === 'UNAUTHENTICATED' ? { 'www-authenticate': 'Bearer' } : {}),
    ...(typeof retryAfterMs === 'number' ? { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } : {}),
  };
}
