import type { TransitionCommand } from './transition-command.js';
import { createHash } from 'node:crypto';
import { tenantKey } from '../persistence/tenant-scope.js';

/** How long a key is kept, in milliseconds: 72 hours. */
export const IDEMPOTENCY_KEPT_MS = 72 * 3_600_000;

/** What is stored of an accepted command with a key. */
export interface IdempotencyRecord {
  readonly keyHash: string;
  readonly inputHash: string;
  /** Of a command its event and those of its effects; of a bulk command its event a row, null for a refused one. */
  readonly eventIds: readonly (string | null)[];
  readonly createdAt: Date;
}

/** The stored name of a key in its scope (tenant, caller, mutation); null for a command without one, and for a dry run. */
export function keyHashOf({ idempotencyKey, dryRun, viewer, mutation }: TransitionCommand): string | null {
  if (idempotencyKey === null || dryRun) return null;
  return sha256(tenantKey(viewer.tenantId, viewer.id, mutation, idempotencyKey));
}

/** A digest of the given input: sorted, with absent and null the same. */
export function inputHashOf(command: TransitionCommand): string {
  const { kind, command: name, subjectId, reason, comment, expectedVersion, input, bulk } = command;
  // A command's own field may have the name of what every command has.
  const own = Object.entries(input).map(([field, value]) => [`input.${field}`, value] as const);
  const common = Object.entries({ kind, name, subjectId, reason, comment, expectedVersion, bulk });
  const given = [...own, ...common]
    .filter(([, value]) => (value ?? null) !== null)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return sha256(JSON.stringify(given));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
