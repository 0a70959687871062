import type { Tessera } from '@tessera/sdk';
import type { TypedDocumentString } from '../__generated__/documents.js';
import type { KindName } from '../kinds/row.js';
import type { Subject } from './subject.js';
import {
  GetCardSubjectDocument,
  GetChargeCardSubjectDocument,
  GetOperationSubjectDocument,
  GetTemporaryCardSubjectDocument,
} from '../__generated__/documents.js';

type SubjectDocument = TypedDocumentString<{ readonly thing: Subject | null }, { readonly id: string }>;

const DOCUMENTS: Readonly<Record<KindName, SubjectDocument>> = {
  CARD: GetCardSubjectDocument,
  TEMPORARY_CARD: GetTemporaryCardSubjectDocument,
  CHARGE_CARD: GetChargeCardSubjectDocument,
  PRODUCTION_OPERATION: GetOperationSubjectDocument,
};

/** Loads what the page of a thing shows; null: it does not exist, or is not the viewer’s to see. */
export function loadSubject(kind: KindName, id: string): (...given: [Tessera, AbortSignal]) => Promise<Subject | null> {
  return async (tessera, signal) => (await tessera.execute(DOCUMENTS[kind], { id }, { signal })).thing;
}
