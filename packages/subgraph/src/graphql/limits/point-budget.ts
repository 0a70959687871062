import type { Viewer } from '@tessera/lifecycle';
import type { Redis } from 'ioredis';
import type { IRateLimiterOptions, RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CodedError } from '../../coded-error.js';
import { tenantKey } from '../../persistence/tenant-scope.js';

/** How much may be asked for. */
export interface PointBudgetOptions {
  /** Points a period of one principal, and of one tenant. */
  readonly points: { readonly principal: number; readonly tenant: number };
  /** Where replicas count together; null: here. While it does not answer, each counts for itself. */
  readonly redis: Redis | null;
  /** A minute unless given. */
  readonly periodSeconds?: number;
}

/** Counts what is asked for. */
export interface PointBudget {
  /** Takes points from the principal's and the tenant's budget. Throws RATE_LIMITED with `retryAfterMs` where there are not enough. */
  take(viewer: Pick<Viewer, 'id' | 'tenantId'>, points: number): Promise<void>;
}

/** Budgets of one kind, and how its owner is spoken of. */
interface Budgets {
  readonly limiter: RateLimiterAbstract;
  readonly owner: string;
}

/** Creates the budgets of all principals and tenants. */
export function createPointBudget({ points, redis, periodSeconds = 60 }: PointBudgetOptions): PointBudget {
  const createBudgets = (kind: keyof typeof points, owner: string): Budgets => {
    const options = { keyPrefix: `tessera:points:${kind}`, points: points[kind], duration: periodSeconds };
    return { limiter: createLimiter(redis, options), owner };
  };
  const ofPrincipals = createBudgets('principal', 'You have');
  const ofTenants = createBudgets('tenant', 'Your tenant has');
  return {
    take: async ({ id, tenantId }, wanted) => {
      await takeFrom(ofPrincipals, tenantKey(tenantId, id), wanted);
      await takeFrom(ofTenants, tenantId, wanted);
    },
  };
}

function createLimiter(redis: Redis | null, options: IRateLimiterOptions): RateLimiterAbstract {
  const here = new RateLimiterMemory(options);
  return redis === null ? here : new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: here });
}

async function takeFrom({ limiter, owner }: Budgets, key: string, wanted: number): Promise<void> {
  try {
    await limiter.consume(key, wanted);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterMs = Math.max(1, Math.ceil(error.msBeforeNext));
    const { points, duration } = limiter;
    const seconds = Math.ceil(retryAfterMs / 1_000);
    const message = `${owner} asked for more than ${points} points within ${duration} seconds. Try again in ${seconds} seconds.`;
    throw new CodedError('RATE_LIMITED', message, { retryAfterMs });
  }
}
