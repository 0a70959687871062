import type { Act, Row, Rules } from './model-command.js';
import type { Kind, Thing } from './thing.js';
import { CARD_RULES } from './card-rules.js';
import { CHARGE_CARD_RULES } from './charge-card-rules.js';
import { CARD_PROGRAM_RULES, KIOSK_RULES } from './configuration-rules.js';
import { PRODUCTION_RULES } from './production-rules.js';
import { TEMPORARY_CARD_RULES } from './temporary-card-rules.js';

/** All rules, by kind. */
export const RULES: Readonly<Record<Kind, Rules>> = {
  CARD: CARD_RULES,
  TEMPORARY_CARD: TEMPORARY_CARD_RULES,
  CHARGE_CARD: CHARGE_CARD_RULES,
  PRODUCTION_OPERATION: PRODUCTION_RULES,
  CARD_PROGRAM: CARD_PROGRAM_RULES,
  KIOSK: KIOSK_RULES,
};

/** The row of a command that a subject can take from where it stands. */
export function rowFrom({ kind, state, version }: Thing, command: string): Row | undefined {
  return rowsOf(kind, command).find(({ from }) => {
    if (from === null || version === 0) return from === null && version === 0;
    return from === 'ANY' || from.includes(state);
  });
}

/** All rows of a command. */
export function rowsOf(kind: Kind, command: string): readonly Row[] {
  return RULES[kind][command] ?? [];
}

/** Where a row leads. */
export function destination(act: Act, { to }: Row): string {
  if (to === null) return act.thing.state;
  return typeof to === 'string' ? to : to(act);
}

/** The commands that some caller could give to a subject as it stands. */
export function allowedFrom(thing: Thing): string[] {
  return Object.keys(RULES[thing.kind]).filter((command) => {
    const row = rowFrom(thing, command);
    return row !== undefined && isForCallers(row);
  });
}

/** Whether anybody but the system may use the row. */
export function isForCallers({ who }: Row): boolean {
  return who.some((role) => role !== 'SYSTEM');
}
