import type { ProductionErrorCode, ReasonCode, Role } from '@tessera/lifecycle';
import type { StatusEvent, TransitionChannel } from './status-event.js';
import { Column, Entity, Index } from 'typeorm';
import {
  countColumn,
  idColumn,
  nullable,
  positionColumn,
  primary,
  textColumn,
  timeColumn,
  wordColumn,
} from '../persistence/columns.js';

/** One event of a tenant's log, as it is stored. */
@Entity('status_event')
@Index('status_event_of_subject', ['tenantId', 'subjectKind', 'subjectId', 'sequence'], { unique: true })
@Index('status_event_by_id', ['tenantId', 'id'], { unique: true })
export class StatusEventRecord implements StatusEvent {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(positionColumn('position'))) readonly position!: number;
  @Column(idColumn('id')) readonly id!: string;
  @Column(wordColumn('subject_kind')) readonly subjectKind!: string;
  @Column(idColumn('subject_id')) readonly subjectId!: string;
  @Column(countColumn('sequence')) readonly sequence!: number;
  @Column(wordColumn('command')) readonly command!: string;
  @Column(nullable(wordColumn('from_state'))) readonly fromState!: string | null;
  @Column(nullable(wordColumn('to_state'))) readonly toState!: string | null;
  @Column(nullable(wordColumn('reason'))) readonly reason!: ReasonCode | null;
  @Column(nullable(textColumn('comment', 1_000))) readonly comment!: string | null;
  @Column(nullable(wordColumn('error_code'))) readonly errorCode!: ProductionErrorCode | null;
  @Column(idColumn('actor_id')) readonly actorId!: string;
  @Column(wordColumn('actor_role')) readonly actorRole!: Role;
  @Column(wordColumn('channel')) readonly channel!: TransitionChannel;
  @Column(nullable(idColumn('caused_by'))) readonly causedBy!: string | null;
  @Column(nullable(idColumn('request_id', 128))) readonly requestId!: string | null;
  @Column(timeColumn('occurred_at')) readonly occurredAt!: Date;
  @Column(nullable(idColumn('program_id'))) readonly programId!: string | null;
  @Column(nullable(idColumn('holder_id'))) readonly holderId!: string | null;
  @Column(nullable(idColumn('previous_holder_id'))) readonly previousHolderId!: string | null;
  @Column(nullable(idColumn('account_id'))) readonly accountId!: string | null;
  @Column(nullable(idColumn('previous_account_id'))) readonly previousAccountId!: string | null;
  @Column(nullable(idColumn('kiosk_id'))) readonly kioskId!: string | null;
  @Column(nullable(idColumn('producible_id'))) readonly producibleId!: string | null;
  @Column(nullable(textColumn('summary', 2_000))) readonly summary!: string | null;
  @Column(nullable(countColumn('days_left'))) readonly daysLeft!: number | null;
  @Column(nullable(idColumn('comment_salt'))) readonly commentSalt!: string | null;
  @Column(nullable(idColumn('comment_digest'))) readonly commentDigest!: string | null;
  @Column(idColumn('mac_key_id')) readonly macKeyId!: string;
  @Column(idColumn('mac')) readonly mac!: string;
}
