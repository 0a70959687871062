/** What one replica tells the others. */
export interface WakeMessage {
  /** Whose logs have grown; null: perhaps anybody's. */
  readonly tenantIds: readonly string[] | null;
}

/** Spells a message: who sends it, a space, and JSON, which holds any tenant's id. */
export function encodeWake(replicaId: string, { tenantIds }: WakeMessage): string {
  return `${replicaId} ${JSON.stringify(tenantIds)}`;
}

/** Reads a message of another replica; null when it is one of the replica's own, or no message of ours at all. */
export function decodeWake(replicaId: string, text: string): WakeMessage | null {
  const end = text.indexOf(' ');
  if (end === -1 || text.startsWith(`${replicaId} `)) return null;
  const tenantIds = parse(text.slice(end + 1));
  return tenantIds === null || isTexts(tenantIds) ? { tenantIds } : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Whoever shares the Redis server may send what they like.
    return undefined;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
