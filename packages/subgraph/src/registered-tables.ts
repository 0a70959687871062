import type { LogTables } from './log/batch-target.js';
import type { SubjectTables } from './log/subject-tables.js';
import type { ReadableDatabase } from './persistence/database.js';
import { CardRecord } from './card/card.record.js';
import { ChargeCardRecord } from './charge-card/charge-card.record.js';
import { CardProgramRecord } from './configuration/card-program.record.js';
import { KioskRecord } from './configuration/kiosk.record.js';
import { DueRowRecord } from './log/due-row.record.js';
import { IdempotencyRecordRecord } from './log/idempotency.record.js';
import { StatusEventRecord } from './log/status-event.record.js';
import { TallyRecord } from './log/tally.record.js';
import { ProductionOperationRecord } from './production/production-operation.record.js';
import { TemporaryCardRecord } from './temporary-card/temporary-card.record.js';

/** The tables of all kinds that rules may look at: the one place where subjects are registered with the log. */
export function subjectTables(database: ReadableDatabase): SubjectTables {
  return new Map([
    ['CARD', database.tableOf(CardRecord)],
    ['TEMPORARY_CARD', database.tableOf(TemporaryCardRecord)],
    ['CHARGE_CARD', database.tableOf(ChargeCardRecord)],
    ['PRODUCTION_OPERATION', database.tableOf(ProductionOperationRecord)],
    ['CARD_PROGRAM', database.tableOf(CardProgramRecord)],
    ['KIOSK', database.tableOf(KioskRecord)],
  ]);
}

/** The tables that the log writer itself owns. */
export function logTables(database: ReadableDatabase): LogTables {
  return {
    statusEvent: database.tableOf(StatusEventRecord),
    idempotencyRecord: database.tableOf(IdempotencyRecordRecord),
    dueRow: database.tableOf(DueRowRecord),
    tally: database.tableOf(TallyRecord),
  };
}
