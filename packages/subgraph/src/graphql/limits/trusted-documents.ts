import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The documents that callers may ask for. */
export interface TrustedDocuments {
  /** The text with the id; null when there is none. */
  textOf(id: string): string | null;
  /** Whether the text is one of them. */
  has(text: string): boolean;
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
