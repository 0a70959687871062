import type { ProductionChannelKind, ProductionErrorCode, ProductionOperation } from '@tessera/lifecycle';

/** What a channel is told of the operation that it is asked to produce, or to produce no more. */
export type ProductionOrder = Pick<
  ProductionOperation,
  'tenantId' | 'subjectKind' | 'subjectId' | 'programId' | 'holderId' | 'attempt'
>;

/** A channel's final word. */
export type ChannelAnswer =
  /** The channel has taken it over; it is not called for it again. */
  | { readonly type: 'ACCEPTED' }
  /** Never, as it is: the operation is refused with the code, and a cancellation is given up. */
  | { readonly type: 'REFUSED'; readonly errorCode: ProductionErrorCode; readonly description: string | null };

/**
 * Hands operations to something that produces cards. Both methods are called outside any transaction, at least once, possibly by
 * several processes at once, and must be idempotent by operation id: the same call again has no further effect and the same answer.
 * A throw, a rejection or no answer within ten seconds is a fault that may pass: the same call comes again, after 1 s up to 5 min,
 * for 24 hours. A fault that will not pass must be answered as REFUSED instead, with a code of the catalogue (`mapChannelError`).
 * Progress is reported through the log writer, not through the answer; reports may come before the answer is recorded.
 */
export interface ProductionChannel {
  /** Called while the operation is REQUESTED. After a `cancel` of the same operation it starts nothing, and may answer ACCEPTED. */
  submit(operationId: string, order: ProductionOrder, signal: AbortSignal): Promise<ChannelAnswer>;
  /**
   * Called after the operation was canceled, also when its `submit` was never answered or never came. ACCEPTED promises that no
   * card is produced that was not begun; a later `submit` starts nothing.
   */
  cancel(operationId: string, order: ProductionOrder, signal: AbortSignal): Promise<ChannelAnswer>;
}

/** The channels that are dispatched to, by the kind that programs name. */
export type ProductionChannels = ReadonlyMap<ProductionChannelKind, ProductionChannel>;
