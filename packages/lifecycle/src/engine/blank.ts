import type { Lifecycle } from './rule.js';
import type { LifecycleSubject } from './subject.js';

/** By lifecycle: made once, because copying one costs a tenth of making one field by field. */
const blanks = new WeakMap<Lifecycle<LifecycleSubject>, LifecycleSubject>();

/** What stands for the subject of a creation before there is one: nobody’s, of no time. */
export function blankOf(lifecycle: Lifecycle<LifecycleSubject>): LifecycleSubject {
  const known = blanks.get(lifecycle);
  if (known !== undefined) return known;
  const unborn = new Date(0);
  const base = { id: '', tenantId: '', state: '', version: 0 };
  const blank = lifecycle.blank({ ...base, createdAt: unborn, updatedAt: unborn, stateSince: unborn });
  blanks.set(lifecycle, blank);
  return blank;
}

/** The subject of a creation as rules see it: in the tenant, at the time, without an id. */
export function unbornSubject(lifecycle: Lifecycle<LifecycleSubject>, tenantId: string, now: Date): LifecycleSubject {
  return { ...blankOf(lifecycle), tenantId, createdAt: now, updatedAt: now, stateSince: now };
}
