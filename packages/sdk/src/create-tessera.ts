import type { Resources, Results } from './__generated__/client.js';
import type { CallOptions } from './calls/call-types.js';
import type { TesseraOptions } from './options.js';
import type { TypeDecoration } from './typed-document.js';
import { METHODS } from './__generated__/methods.js';
import { checkCallOptions, checkObject, isDocument } from './calls/check-arguments.js';
import { buildMethods } from './client/build-methods.js';
import { createConnection } from './client/connection.js';
import { toClientOptions } from './options.js';

/** A document as a string, with its types where it carries them. */
export type Executable<Data, Variables> = TypeDecoration<Data, Variables> & { toString(): string };

/** A client of Tessera: one is enough for a program. */
export interface Tessera extends Resources {
  /** The commands once more, answering their unions: a refusal is a value there, told apart by `__typename`. */
  readonly result: Results;

  /**
   * Sends a query or a mutation of one’s own; answers its data. A mutation is tried again only with an `idempotencyKey` in its input.
   *
   * @throws TesseraError also where a part of the answer is there.
   * @example
   * const { card } = await tessera.execute<{ card: { state: string } }>('query ($id: ID!) { card(id: $id) { state } }', { id });
   */
  execute<Data = Readonly<Record<string, unknown>>, Variables extends object = object>(
    document: Executable<Data, Variables>,
    variables?: Variables,
    options?: CallOptions,
  ): Promise<Data>;

  /** Closes the connection of the streams, which then end. Without streams there is nothing to close. */
  close(): void;
}

/**
 * Creates a client. Nothing is sent until a method is called.
 *
 * @throws TypeError that names the option, when one is missing, unknown or wrong.
 * @example
 * const tessera = createTessera({ url: 'https://cards.example.com/graphql', token: () => session.getToken() });
 * const card = await tessera.cards.get('card_01m80vakgbed28yha8yffh4kxr');
 */
export function createTessera(options: TesseraOptions): Tessera {
  const connection = createConnection(toClientOptions(options));
  const { resources, results } = buildMethods(connection, METHODS);
  const execute = async (document: unknown, variables: unknown = {}, given: unknown = {}) => {
    if (!isDocument(document)) throw new TypeError('execute: give the document as a string; print a parsed one first.');
    checkObject('execute', 'variables', variables);
    checkCallOptions('execute', given, 'CALL');
    const text = String(document);
    const isQuery = !/\bmutation\b/.test(text);
    const idempotencyKey = isQuery ? undefined : keyOf(text, variables);
    const request = {
      document: text,
      variables,
      idempotencyKey,
      isRepeatable: isQuery || idempotencyKey !== undefined,
    };
    return (await connection.send(request, given as CallOptions)).data;
  };
  // The table has a method for each of the interface, by the same generator.
  return { ...resources, result: results, execute, close: () => connection.close() } as unknown as Tessera;
}

/** The key under which the mutation is done once however often it is sent; only of one command alone, which takes it by `$input`. */
function keyOf(document: string, variables: object): string | undefined {
  const { input } = variables as { readonly input?: { readonly idempotencyKey?: unknown } | null };
  const key = input?.idempotencyKey;
  const [, command = '', ...others] = document.split(/[^$\w]input\s*:\s*/);
  return typeof key === 'string' && others.length === 0 && /^\$input\b/.test(command) ? key : undefined;
}
