/** A new idempotency key: 128 bits of chance. Not `randomUUID`, which pages have only over https and on one’s own machine. */
export function createKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
