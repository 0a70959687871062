import { CardRecord } from '../card/card.record.js';
import { ChargeCardRecord } from '../charge-card/charge-card.record.js';
import { CardProgramRecord } from '../configuration/card-program.record.js';
import { KioskRecord } from '../configuration/kiosk.record.js';
import { DueRowRecord } from '../log/due-row.record.js';
import { IdempotencyRecordRecord } from '../log/idempotency.record.js';
import { StatusEventRecord } from '../log/status-event.record.js';
import { TallyRecord } from '../log/tally.record.js';
import { TenantLogRecord } from '../log/tenant-log.record.js';
import { ProductionOperationRecord } from '../production/production-operation.record.js';
import { SimulatedJobRecord } from '../production/simulated-job.record.js';
import { TemporaryCardRecord } from '../temporary-card/temporary-card.record.js';

/** Every record that is stored. */
export const RECORDS = [
  CardProgramRecord,
  CardRecord,
  ChargeCardRecord,
  DueRowRecord,
  IdempotencyRecordRecord,
  KioskRecord,
  ProductionOperationRecord,
  SimulatedJobRecord,
  StatusEventRecord,
  TallyRecord,
  TemporaryCardRecord,
  TenantLogRecord,
];
