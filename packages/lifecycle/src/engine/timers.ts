import type { Lifecycle, TimerSettings } from './rule.js';
import type { LifecycleSubject } from './subject.js';

/** How a transition changes a subject's due rows. */
export interface TimerChanges {
  /** Timers whose row goes, or moves to the time under `set`. */
  readonly clear: readonly string[];
  readonly set: readonly { readonly timer: string; readonly at: Date }[];
}

/** What the due rows of a subject become by a transition: the difference of its timers before and after. */
export function changeTimers(
  lifecycle: Lifecycle<LifecycleSubject>,
  { before, after }: { readonly before: LifecycleSubject | null; readonly after: LifecycleSubject },
  settings: TimerSettings,
): TimerChanges {
  const clear: string[] = [];
  const set: { timer: string; at: Date }[] = [];
  for (const [timer, rule] of Object.entries(lifecycle.timers)) {
    const was = before === null ? null : rule.at(before, settings);
    const at = rule.at(after, settings);
    if (was?.getTime() === at?.getTime()) continue;
    if (was !== null) clear.push(timer);
    if (at !== null) set.push({ timer, at });
  }
  return { clear, set };
}
