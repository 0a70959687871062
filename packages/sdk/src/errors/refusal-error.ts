import type { ErrorDetails } from './tessera-error.js';
import { TesseraError } from './tessera-error.js';

/** What every refusal has, also one that a later server added. */
export interface RefusalFields {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/**
 * A command’s expected “no”: nothing was changed. Its fields are those of the refusal. A refusal that this version does not know is
 * thrown as a `RefusalError` itself; `refusal` names it.
 *
 * @example if (error instanceof RefusalError) showRefusal(error.code, error.message);
 */
export class RefusalError extends TesseraError {
  override readonly name: string;
  /** The refusal’s type in the schema. */
  readonly refusal: string;

  constructor(refusal: RefusalFields, call: Pick<ErrorDetails, 'requestId' | 'idempotencyKey'> = {}) {
    const { __typename, code, message, retryable, ...fields } = refusal;
    super(message, { ...call, code, retryable });
    this.refusal = __typename;
    // Bundlers rename classes; this one itself stands for what is not known.
    this.name = new.target === RefusalError ? 'RefusalError' : `${__typename}Error`;
    Object.assign(this, fields);
  }
}
