import type { LifecycleSubject, Viewer } from '@tessera/lifecycle';
import type { Services } from '../services.js';
import type { Reader } from './read-history.js';
import type { RefusalSource } from './refusal.type.js';
import { availableTransitions, missingOptionNeeds } from '@tessera/lifecycle';
import { WorkingSet } from '../log/working-set.js';
import { toRefusalSource } from './refusal.type.js';

/** Rounds of loading after which needs that still grow are a fault of a lifecycle. */
const MAX_ROUNDS = 5;

/** An option as its GraphQL type has it. */
export interface OptionSource {
  readonly command: string;
  readonly to: string | null;
  readonly allowed: boolean;
  readonly blockedBy: RefusalSource | null;
}

/**
 * Tells what the viewer may do with each of the subjects, by the same decision as the commands themselves: all that the rules look
 * at is loaded for all subjects together, one statement a kind and round.
 */
export async function loadOptions(
  { services, viewer }: Reader,
  kind: string,
  subjects: readonly LifecycleSubject[],
): Promise<readonly (readonly OptionSource[])[]> {
  const { lifecycles, settings, clock } = services;
  const lifecycle = lifecycles.get(kind);
  if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
  const facts = await loadFacts(services, viewer, (known) =>
    subjects.flatMap((subject) => missingOptionNeeds({ lifecycle, subject, viewer }, { lifecycles, facts: known })),
  );
  const context = { lifecycles, facts, settings, now: clock.now(), newId: refuseToCreate };
  return subjects.map((subject) =>
    availableTransitions({ lifecycle, subject, viewer }, context).map((option) => ({
      ...option,
      blockedBy: option.blockedBy === null ? null : toRefusalSource(option.blockedBy),
    })),
  );
}

async function loadFacts(
  { database, subjects: tables }: Services,
  { tenantId }: Viewer,
  missing: (facts: WorkingSet) => Parameters<WorkingSet['load']>[1],
): Promise<WorkingSet> {
  const facts = new WorkingSet({ dialect: database.dialect, tables, tenantId });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const needs = missing(facts);
    if (needs.length === 0) return facts;
    await facts.load(database, needs);
  }
  throw new Error(`What the rules must know still grows after ${MAX_ROUNDS} rounds`);
}

function refuseToCreate(prefix: string): never {
  throw new Error(`A question about what is possible created ${prefix}`);
}
