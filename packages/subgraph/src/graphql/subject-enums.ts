import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { TableEnum } from './table-enum.js';
import { commandConstant } from '@tessera/lifecycle';
import { createTableEnum } from './table-enum.js';
import { namesOf } from './transition-names.js';

/** The enums of one lifecycle. */
export interface SubjectEnums {
  readonly state: TableEnum<string>;
  readonly command: TableEnum<string>;
}

/** Makes the state and command enums of a lifecycle. */
export function createSubjectEnums(lifecycle: Lifecycle<LifecycleSubject>): SubjectEnums {
  const names = namesOf(lifecycle);
  const commands = Object.entries(lifecycle.commands).map(([name, { means }]) => [commandConstant(name), means]);
  return {
    state: createTableEnum(names.state, `A state in the life of a ${lifecycle.type}.`, lifecycle.states),
    command: createTableEnum(
      names.command,
      `A command in the life of a ${lifecycle.type}; those without a mutation are issued by the system only.`,
      Object.fromEntries(commands) as Record<string, string>,
    ),
  };
}
