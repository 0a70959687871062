import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CodedError } from '../../coded-error.js';

/** The documents that callers may ask for. */
export interface TrustedDocuments {
  /** The text with the id; null when there is none. */
  textOf(id: string): string | null;
  /** Whether the text is one of them. */
  has(text: string): boolean;
}

/** A request as it came, of which nothing is known yet. */
interface AskedDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

/**
 * The request with the text of the document that it names by `documentId`; as it came where it names none. Throws BAD_REQUEST for an
 * id that nobody registered.
 */
export function withDocumentText<T extends AskedDocument>(trusted: TrustedDocuments | null, asked: T): T {
  const { documentId } = asked;
  if (documentId === undefined || documentId === null) return asked;
  const query = typeof documentId === 'string' ? (trusted?.textOf(documentId) ?? null) : null;
  if (query !== null) return { ...asked, query };
  throw new CodedError(
    'BAD_REQUEST',
    'No document is registered under this `documentId`. Register it, or send its text.',
  );
}

const FILE = z.record(z.string().min(1), z.string().min(1));

/** Reads a JSON file of documents by their ids, `{ "id": "query …" }`. Throws with what to do when it is not one. */
export function readTrustedDocuments(path: string): TrustedDocuments {
  const byId = new Map(Object.entries(readDocuments(path)));
  const texts = new Set(byId.values());
  return { textOf: (id) => byId.get(id) ?? null, has: (text) => texts.has(text) };
}

function readDocuments(path: string): Readonly<Record<string, string>> {
  try {
    return FILE.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const message = `TESSERA_TRUSTED_DOCUMENTS: ${path} is not a JSON file of documents by their ids. Correct it, or leave the setting out.`;
    throw new Error(message, { cause: error });
  }
}
