import type { JSONWebKeySet } from 'jose';

/** How long the issuer may take to answer, in milliseconds. */
const TIMEOUT_MS = 3_000;

/** The largest answer that is read, in bytes. */
const LARGEST_BYTES = 256 * 1024;

/**
 * Fetches an issuer's public keys. Follows no redirection: the address is what is trusted. Throws when there is no answer in time, it
 * is not 200, too large, or not JSON; whether it is a key set is for whoever uses it to see.
 */
export async function fetchKeySet(url: URL): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/jwk-set+json, application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error(`The issuer answered with status ${response.status}`);
  }
  // Checked by jose before it is used.
  return JSON.parse(await readText(response.body)) as JSONWebKeySet;
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BYTES) throw new Error(`The issuer answered with more than ${LARGEST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
