/**
 * A short name for a text: another text has another. SHA-256 where the page may use it: over https, and on one’s own machine. Elsewhere a
 * weaker one, which chance does not give twice.
 */
export async function digestText(text: string, subtle: Subtle | null = findSubtle()): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (subtle === null) return weakDigest(bytes);
  return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

type Subtle = Pick<SubtleCrypto, 'digest'>;

/** Pages that are served over http have none, whatever the types say. */
function findSubtle(): Subtle | null {
  return (globalThis.crypto as { readonly subtle?: Subtle }).subtle ?? null;
}

/** The starts and the factor of FNV-1a, a start for each of four times 32 bits. */
const STARTS = [0x811c9dc5, 0x1b873593, 0x85ebca6b, 0xc2b2ae35] as const;
const FACTOR = 0x01000193;

function weakDigest(bytes: Uint8Array): string {
  const sums = STARTS.map((start) => bytes.reduce((sum, byte) => Math.imul(sum ^ byte, FACTOR), start) >>> 0);
  return sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
