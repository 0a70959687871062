import type { ProductionOperation } from '@tessera/lifecycle';
import type { Plain } from '../graphql/plain.js';
import type { IssuanceDetailsType, KioskProductionType, ProductionErrorType } from './production-vocabulary.type.js';
import { PRODUCTION_VOCABULARY, productionErrorRule } from '@tessera/lifecycle';

/** An operation in a bureau's words. */
export function describeIssuance({ state, errorCode }: ProductionOperation): Plain<IssuanceDetailsType> {
  return { status: PRODUCTION_VOCABULARY[state].issuance, reason: errorCode };
}

/** An operation in a kiosk's words; null where a kiosk has none, and for the channel BUREAU. */
export function describeAtKiosk(operation: ProductionOperation): Plain<KioskProductionType> | null {
  const { state, channel, kioskId, startedAt, errorCode, errorDescription } = operation;
  const status = PRODUCTION_VOCABULARY[state].kiosk;
  if (status === null || channel === 'BUREAU') return null;
  const description = errorDescription ?? describeError(operation)?.description ?? null;
  return { status, kioskId, occurredAt: startedAt, errorCode, description };
}

/** What went wrong; null when nothing did. */
export function describeError({ state, errorCode }: ProductionOperation): Plain<ProductionErrorType> | null {
  if (errorCode === null) return null;
  const { category, description, retryable, jobMayExist } = productionErrorRule(errorCode, sideOf(state));
  return { code: errorCode, category, description, retryable, jobMayExist };
}

/** What failed of an operation that ended in the state. */
export function sideOf(state: string): 'REQUEST' | 'PRODUCTION' {
  return state === 'REQUEST_ERROR' ? 'REQUEST' : 'PRODUCTION';
}
