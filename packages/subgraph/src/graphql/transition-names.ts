import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';

/** The names in the schema that follow from a lifecycle's own: `CardState`, `ProductionTransition`, `markProductionReady`. */
export interface TransitionNames {
  /** What they all begin with: the type, or the ending of its mutations. */
  readonly stem: string;
  readonly state: string;
  readonly command: string;
  readonly transition: string;
  readonly result: string;
  readonly option: string;
  readonly event: string;
  readonly subscription: string;
}

/** Derives the names of a lifecycle's part of the schema. */
export function namesOf({ type, mutationSuffix, isConfiguration }: Lifecycle<LifecycleSubject>): TransitionNames {
  const stem = mutationSuffix ?? type;
  const transition = isConfiguration === true ? `${stem}Configured` : `${stem}Transition`;
  return {
    stem,
    state: `${stem}State`,
    command: `${stem}Command`,
    transition,
    result: isConfiguration === true ? `${stem}Result` : `${stem}TransitionResult`,
    option: `${stem}TransitionOption`,
    event: isConfiguration === true ? 'ConfigurationEvent' : `${stem}StatusEvent`,
    subscription: `${stem.charAt(0).toLowerCase()}${stem.slice(1)}StatusChanged`,
  };
}

/** `lockCard` → `LockCardInput` */
export function inputName(mutation: string): string {
  return `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
}
