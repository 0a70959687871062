import type { ReasonCode, Role, Viewer } from '@tessera/lifecycle';
import type { Kind, Options, Thing } from './thing.js';
import type { World } from './world.js';

/** What may be given to a command beside reason and comment. */
export interface GivenInput extends Partial<Options> {
  readonly id?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly programId?: string;
  readonly holderId?: string;
  readonly embossedName?: string | null;
  readonly kioskId?: string | null;
  readonly errorCode?: string | null;
  readonly description?: string | null;
  readonly validUntil?: Date | null;
  readonly replacesCardId?: string | null;
  readonly rfid?: string;
  readonly contractId?: string;
  readonly accountId?: string;
  readonly subscriptionId?: string;
  readonly deactivatesAt?: Date;
  readonly branch?: string | null;
  readonly status?: string;
}

/** A command of a caller, as the model and the writer are given it. */
export interface ModelCommand {
  readonly kind: Kind;
  readonly command: string;
  /** Null where it creates its subject. */
  readonly subjectId: string | null;
  readonly input: GivenInput;
  /** How many temporary cards one call requests; 1 for every other command. */
  readonly count: number;
  readonly reason: ReasonCode | null;
  readonly comment: string | null;
  readonly expectedVersion: number | null;
  readonly viewer: Viewer;
  readonly idempotencyKey: string | null;
  readonly isDryRun: boolean;
}

/** One command on its way: by whom, on what, when. */
export interface Act {
  readonly world: World;
  readonly thing: Thing;
  readonly viewer: Viewer;
  /** In which the viewer acts; SYSTEM for effects and timers. */
  readonly role: Role;
  readonly input: GivenInput;
  readonly comment: string | null;
  readonly reason: ReasonCode | null;
  readonly errorCode: string | null;
}

/** A command that another causes, with what it passes on. */
export interface Effect {
  readonly thing: Thing;
  readonly command: string;
  readonly reason?: ReasonCode | null;
  readonly errorCode?: string | null;
}

/** One line of a lifecycle. */
export interface Row {
  /** Null where the command creates its subject. */
  readonly from: readonly string[] | 'ANY' | null;
  /** Null where the state stays. */
  readonly to: string | ((act: Act) => string) | null;
  /** In the order in which a viewer with several roles takes them. */
  readonly who: readonly Role[];
  /** Refused once the card is older than 60 days. */
  readonly isInWindow?: boolean;
  /** Each answers the word of its refusal, or null. */
  readonly guards?: readonly ((act: Act) => string | null)[];
  /** Called when state and version are new; `from` is the state before. */
  readonly change?: (act: Act, from: string) => void;
  /** Asked before the change, carried out after it. */
  readonly effects?: (act: Act) => readonly Effect[];
  /** Whether an optional effect is left out, which the event's comment then says. Asked before the change. */
  readonly leavesOut?: (act: Act) => boolean;
}

/** The rows of each command of a kind. */
export type Rules = Readonly<Record<string, readonly Row[]>>;
