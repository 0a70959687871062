import type { CardState, ChargeCardState, ProductionState, TemporaryCardState } from '../__generated__/documents.js';
import type { StageId } from '../kinds/kind.js';
import type { KindName } from '../kinds/row.js';
import type { Tone } from '../widgets/chip.js';
import type { SeriesRule } from '../widgets/chart/series.js';

/** What the overview shows of a kind. */
export interface KindChart<State extends string = string> {
  /** The stages whose work waits, each a tile. */
  readonly tiles: readonly StageId[];
  /** The chart’s series, by the states that things came into; the first is lowest. */
  readonly series: readonly SeriesRule<State>[];
  /** What came in, what went out, and what became of the rest, by the states that things came into. */
  readonly flow: readonly Flow<State>[];
}

/** A number of things that took the same way. */
interface Flow<State extends string = string> {
  readonly id: FlowId;
  readonly states: readonly State[];
}

/** The ways that things take. */
type FlowId = 'cameIn' | 'wentOut' | 'failed' | 'held' | 'ended';

/** The tones of the ways. */
export const FLOW_TONES: Readonly<Record<FlowId, Tone>> = {
  cameIn: 'work',
  wentOut: 'good',
  failed: 'bad',
  held: 'hold',
  ended: 'over',
};

const cards: KindChart<CardState> = {
  tiles: ['toApprove', 'processing', 'inProduction', 'toActivate', 'failed', 'expiringSoon'],
  series: [
    { id: 'requested', colour: 2, of: ['REQUESTED'] },
    { id: 'ordered', colour: 1, of: ['ORDERED'] },
    { id: 'produced', colour: 5, of: ['PRODUCED'] },
    { id: 'activated', colour: 3, of: ['ACTIVE'] },
    { id: 'held', colour: 6, of: ['INACTIVE'] },
    { id: 'failed', colour: 7, of: ['FAILED'] },
    { id: 'turnedAway', colour: 4, of: ['REJECTED', 'ABORTED'] },
    { id: 'ended', colour: 8, of: ['LOCKED', 'EXPIRED'] },
  ],
  flow: [
    { id: 'cameIn', states: ['REGISTERED'] },
    { id: 'wentOut', states: ['ACTIVE'] },
    { id: 'failed', states: ['FAILED'] },
    { id: 'ended', states: ['REJECTED', 'ABORTED', 'LOCKED', 'EXPIRED'] },
  ],
};

const temporaryCards: KindChart<TemporaryCardState> = {
  tiles: ['overdue'],
  series: [
    { id: 'ordered', colour: 1, of: ['ORDERED'] },
    { id: 'produced', colour: 5, of: ['PRODUCED'] },
    { id: 'pooled', colour: 2, of: ['UNASSIGNED'] },
    { id: 'handedOut', colour: 3, of: ['ASSIGNED'] },
    { id: 'overdue', colour: 4, of: ['EXPIRED'] },
    { id: 'failed', colour: 7, of: ['FAILED'] },
    { id: 'ended', colour: 8, of: ['LOCKED', 'ABORTED'] },
  ],
  flow: [
    { id: 'cameIn', states: ['REQUESTED'] },
    { id: 'wentOut', states: ['ASSIGNED'] },
    { id: 'failed', states: ['FAILED'] },
    { id: 'ended', states: ['LOCKED', 'ABORTED'] },
  ],
};

const chargeCards: KindChart<ChargeCardState> = {
  tiles: ['pending'],
  series: [
    { id: 'imported', colour: 2, of: ['INACTIVE'] },
    { id: 'pending', colour: 4, of: ['PENDING'] },
    { id: 'activated', colour: 3, of: ['ACTIVE'] },
    { id: 'blocked', colour: 6, of: ['BLOCKED'] },
    { id: 'suspended', colour: 5, of: ['SUSPENDED'] },
    { id: 'deactivated', colour: 8, of: ['DEACTIVATED'] },
  ],
  flow: [
    { id: 'cameIn', states: ['INACTIVE'] },
    { id: 'wentOut', states: ['ACTIVE'] },
    { id: 'held', states: ['BLOCKED', 'SUSPENDED'] },
    { id: 'ended', states: ['DEACTIVATED'] },
  ],
};

const operations: KindChart<ProductionState> = {
  tiles: ['ready'],
  series: [
    { id: 'requested', colour: 2, of: ['REQUESTED'] },
    { id: 'ready', colour: 4, of: ['READY'] },
    { id: 'started', colour: 1, of: ['IN_PROGRESS'] },
    { id: 'produced', colour: 3, of: ['PRODUCED'] },
    { id: 'refused', colour: 6, of: ['REQUEST_ERROR'] },
    { id: 'failed', colour: 7, of: ['PRODUCTION_ERROR'] },
    { id: 'canceled', colour: 8, of: ['CANCELED'] },
  ],
  flow: [
    { id: 'cameIn', states: ['REQUESTED'] },
    { id: 'wentOut', states: ['PRODUCED'] },
    { id: 'failed', states: ['REQUEST_ERROR', 'PRODUCTION_ERROR'] },
    { id: 'ended', states: ['CANCELED'] },
  ],
};

/** What the overview shows of each kind. */
export const KIND_CHARTS: Readonly<Record<KindName, KindChart>> = {
  CARD: cards,
  TEMPORARY_CARD: temporaryCards,
  CHARGE_CARD: chargeCards,
  PRODUCTION_OPERATION: operations,
};
