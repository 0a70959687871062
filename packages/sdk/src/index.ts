export type * from './__generated__/client.js';
export type * from './__generated__/enums.js';
export type * from './__generated__/operations.js';
export type { Refusal } from './__generated__/refusals.js';
export {
  GuardRefusedError,
  IdempotencyConflictError,
  InputInvalidError,
  ProductionWindowExpiredError,
  SubjectNotFoundError,
  TransitionNotAllowedError,
  TransitionNotPermittedError,
  VersionConflictError,
} from './__generated__/refusals.js';
export type * from './calls/call-types.js';
export type { List, Page } from './calls/list.js';
export type { Executable, Tessera } from './create-tessera.js';
export { createTessera } from './create-tessera.js';
export type { RefusalFields } from './errors/refusal-error.js';
export { RefusalError } from './errors/refusal-error.js';
export {
  ConnectionError,
  CursorExpiredError,
  CursorInvalidError,
  ForbiddenError,
  InvalidRequestError,
  LimitExceededError,
  OutcomeUnknownError,
  ServerError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  UnexpectedResponseError,
} from './errors/request-errors.js';
export type { ErrorDetails } from './errors/tessera-error.js';
export { TesseraError } from './errors/tessera-error.js';
export type { Logger, TesseraOptions, WebSocketConstructor } from './options.js';
export type { Watch } from './streams/watch.js';
export type { ResultOf, TypedDocument, TypeDecoration, VariablesOf } from './typed-document.js';
export type { UnknownValue } from './unknown-value.js';
