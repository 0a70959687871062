import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { PresentCount } from './read-present.js';
import type { CardCountKey, CardCountType } from './statistics.type.js';
import { readScopes } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { tableOfKind } from '../log/subject-tables.js';
import { readPresent } from './read-present.js';

/** What is counted, and by what. */
export interface CountQuestion {
  readonly kind: string;
  readonly by: CardCountKey;
  /** Null: of all programs. */
  readonly programId: string | null;
}

type CardCount = Plain<CardCountType>;

/** Counts what the viewer reads of a kind; empty when they read none of it. Throws BAD_USER_INPUT. */
export async function readCardCounts(context: RequestContext, question: CountQuestion): Promise<readonly CardCount[]> {
  const { services, viewer } = context;
  const lifecycle = services.lifecycles.get(question.kind);
  if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${question.kind}`);
  const table = tableOfKind(services.subjects, question.kind);
  refuseProgram(question, { hasProgram: table.columns.some(({ property }) => property === 'programId') });
  if (readScopes(lifecycle, viewer).length === 0) return [];
  const found = await readPresent(context, { lifecycle, table, programId: question.programId });
  return group(question.by, lifecycle, found);
}

function refuseProgram({ kind, by, programId }: CountQuestion, { hasProgram }: { readonly hasProgram: boolean }): void {
  if (hasProgram) return;
  if (by !== 'STATE') throw new CodedError('BAD_USER_INPUT', `by: ${kind} has no program; count it by STATE.`);
  if (programId !== null) throw new CodedError('BAD_USER_INPUT', `programId: ${kind} has no program; leave it out.`);
}

function group(
  by: CardCountKey,
  lifecycle: Lifecycle<LifecycleSubject>,
  found: readonly PresentCount[],
): readonly CardCount[] {
  if (by === 'STATE') return countStates(lifecycle, found, null);
  const programs = [...new Set(found.map(({ programId }) => programId))].sort();
  const counts = programs.flatMap((programId): readonly CardCount[] => {
    const own = found.filter((each) => each.programId === programId);
    return by === 'PROGRAM' ? [{ state: null, programId, count: sum(own) }] : countStates(lifecycle, own, programId);
  });
  return counts.filter(({ count }) => count !== 0);
}

/** One number a state, in the order of a life. */
function countStates(
  { states }: Lifecycle<LifecycleSubject>,
  found: readonly PresentCount[],
  programId: string | null,
): readonly CardCount[] {
  return Object.keys(states).map((state) => ({
    state,
    programId,
    count: sum(found.filter((each) => each.state === state)),
  }));
}

function sum(counts: readonly PresentCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
