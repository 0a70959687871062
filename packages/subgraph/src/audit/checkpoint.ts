import type { MacKeys } from '../log/chain.js';
import type { ChainPoint } from './chain-walk.js';
import { z } from 'zod';
import { macOf } from '../log/chain.js';

/** What was found whole at a time: a later verification compares with it, so that a tail that was cut since is noticed. */
export interface Checkpoint {
  readonly writtenAt: Date;
  /** The heads of the logs, by tenant. */
  readonly heads: ReadonlyMap<string, ChainPoint>;
}

/** Thrown when a text is no checkpoint, or was changed since it was written. */
export class CheckpointFormatError extends Error {}

const FORMAT = 'tessera-checkpoint/1';

const FILE = z.strictObject({
  format: z.literal(FORMAT),
  writtenAt: z.iso.datetime(),
  tenants: z.array(z.strictObject({ tenantId: z.string(), position: z.int().positive(), mac: z.string() })),
  macKeyId: z.string(),
  mac: z.string(),
});

type CheckpointFile = z.output<typeof FILE>;

/** A checkpoint as text, sealed with the current key. */
export function sealCheckpoint({ writtenAt, heads }: Checkpoint, { currentId, keys }: MacKeys): string {
  const tenants = [...heads].map(([tenantId, { position, mac }]) => ({ tenantId, position, mac }));
  const content = { format: FORMAT, writtenAt: writtenAt.toISOString(), tenants, macKeyId: currentId } as const;
  return `${JSON.stringify({ ...content, mac: computeMac(content, keys) }, null, 2)}\n`;
}

/** Reads what `sealCheckpoint` made. Throws a {@link CheckpointFormatError}, or a `MissingMacKeyError`. */
export function openCheckpoint(text: string, { keys }: MacKeys): Checkpoint {
  const parsed = FILE.safeParse(parseJson(text));
  if (!parsed.success) throw new CheckpointFormatError('It is not a checkpoint.');
  const { mac, ...content } = parsed.data;
  if (computeMac(content, keys) !== mac) throw new CheckpointFormatError('It was changed since it was written.');
  const heads = content.tenants.map(({ tenantId, ...head }) => [tenantId, head] as const);
  return { writtenAt: new Date(content.writtenAt), heads: new Map(heads) };
}

/** Begins with the format, as no content of an event does: neither can be taken for the other. */
function computeMac(content: Omit<CheckpointFile, 'mac'>, keys: MacKeys['keys']): string {
  const { format, writtenAt, tenants, macKeyId } = content;
  const heads = tenants.map(({ tenantId, position, mac }) => [tenantId, position, mac]);
  return macOf(JSON.stringify([format, writtenAt, heads, macKeyId]), macKeyId, keys);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
