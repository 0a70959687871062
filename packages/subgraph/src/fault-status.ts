import type { CodedError, ErrorCode } from './coded-error.js';

const STATUSES: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  REQUEST_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  OVERLOADED: 503,
  TIMEOUT: 503,
  SERVICE_UNAVAILABLE: 503,
};

/** The HTTP status of an answer that is nothing but the fault. */
export function statusOfFault({ code }: Pick<CodedError, 'code'>): number {
  return STATUSES[code] ?? 400;
}

/** The headers that such an answer has besides: when to come again, and how to show who one is. */
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
