import type { Refusal, Tessera } from '@tessera/sdk';
import type { KindName } from '../kinds/row.js';

/** A command on a thing, with what it takes besides the id. */
export interface CommandCall {
  readonly kind: KindName;
  /** As the API names it: `START_PRODUCTION`. */
  readonly command: string;
  /** Null of a command that makes a thing. */
  readonly id: string | null;
  readonly input: CommandInput;
}

/** What a command takes: its own fields, and those that all have. */
export type CommandInput = Readonly<Record<string, unknown>> & { readonly expectedVersion?: number };

/** How a command was answered. */
export type CommandAnswer =
  { readonly isDone: true; readonly result: DoneResult } | { readonly isDone: false; readonly refusal: Refusal };

/** What is known of every command that was done; most tell more. */
export interface DoneResult {
  readonly __typename: string;
  readonly replayed?: boolean;
  readonly [field: string]: unknown;
}

/** Where the SDK keeps the commands of a kind. */
const RESOURCES = {
  CARD: 'cards',
  TEMPORARY_CARD: 'temporaryCards',
  CHARGE_CARD: 'chargeCards',
  PRODUCTION_OPERATION: 'production',
} as const satisfies Record<KindName, keyof Tessera>;

/** The one command that takes no key: each look is an event. */
const WITHOUT_KEY = 'REVEAL';

type Method = (...given: readonly unknown[]) => Promise<DoneResult | Refusal>;

/**
 * Sends a command. A repeated call with the same key is done once.
 *
 * @throws TesseraError what is no refusal: a fault, or that it is not known whether it was done.
 */
export async function callCommand(tessera: Tessera, call: CommandCall, idempotencyKey: string): Promise<CommandAnswer> {
  // The SDK’s method is always the command: the API says which there are.
  const methods = tessera.result[RESOURCES[call.kind]] as unknown as Readonly<Record<string, Method | undefined>>;
  const method = methods[toMethodName(call.command)];
  if (method === undefined) throw new Error(`This console does not know ${call.command}. Load the page again.`);
  const input = call.command === WITHOUT_KEY ? call.input : { ...call.input, idempotencyKey };
  const answer = await (call.id === null ? method(input) : method(call.id, input));
  return isRefusal(answer) ? { isDone: false, refusal: answer } : { isDone: true, result: answer };
}

/** Where the SDK reads things of a kind. */
export function findResource(tessera: Tessera, kind: KindName): Tessera[(typeof RESOURCES)[KindName]] {
  return tessera[RESOURCES[kind]];
}

/** `START_PRODUCTION` as the SDK spells it: `startProduction`. */
export function toMethodName(command: string): string {
  return command.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Refusals have a code; so has one that a later server knows. */
function isRefusal(answer: DoneResult | Refusal): answer is Refusal {
  return 'code' in answer;
}

/** A thing in one of its versions. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What a command was done to, as it is now; null when it has made several, or what the viewer may not see. */
export function subjectOf(result: DoneResult): Versioned | null {
  const subject = result['card'] ?? result['temporaryCard'] ?? result['chargeCard'] ?? result['operation'];
  // The SDK selects both of each.
  return (subject ?? null) as Versioned | null;
}
