import type { Tessera } from '@tessera/sdk';
import type { KindName } from '../kinds/row.js';
import type { Subject } from './subject.js';
import {
  GetCardSubjectDocument,
  GetChargeCardSubjectDocument,
  GetOperationSubjectDocument,
  GetTemporaryCardSubjectDocument,
} from '../__generated__/documents.js';

type Load = (tessera: Tessera, id: string, signal: AbortSignal) => Promise<Subject | null>;

const LOADS: Readonly<Record<KindName, Load>> = {
  CARD: async (tessera, id, signal) => (await tessera.execute(GetCardSubjectDocument, { id }, { signal })).card,
  TEMPORARY_CARD: async (tessera, id, signal) =>
    (await tessera.execute(GetTemporaryCardSubjectDocument, { id }, { signal })).temporaryCard,
  CHARGE_CARD: async (tessera, id, signal) =>
    (await tessera.execute(GetChargeCardSubjectDocument, { id }, { signal })).chargeCard,
  PRODUCTION_OPERATION: async (tessera, id, signal) =>
    (await tessera.execute(GetOperationSubjectDocument, { id }, { signal })).productionOperation,
};

/** Loads what the page of a thing shows; null: it does not exist, or is not the viewer’s to see. */
export function loadSubject(kind: KindName, id: string): (...given: [Tessera, AbortSignal]) => Promise<Subject | null> {
  return (tessera, signal) => LOADS[kind](tessera, id, signal);
}
