import type { CallOptions } from '../calls/call-types.js';
import type { GivenOptions } from '../calls/check-arguments.js';
import type { RefusalFields } from '../errors/refusal-error.js';
import type { Connection } from './connection.js';
import { REFUSAL_ERRORS } from '../__generated__/refusals.js';
import { checkCallOptions, checkId, checkObject, chooseDocument } from '../calls/check-arguments.js';
import { RefusalError } from '../errors/refusal-error.js';
import { ownValue } from '../own-value.js';
import { rootOf } from './root-of.js';

/** A command of the table: what it is called, what it sends, and whether it may be sent twice. */
export interface Command {
  readonly place: string;
  readonly document: string;
  readonly takesId: boolean;
  readonly takesKey: boolean;
}

/** A member of a command's union; of a document of the caller’s own the name may be missing. */
interface CommandResult {
  readonly __typename?: unknown;
}

/** A command, as a method that answers its union, and as one that throws refusals. */
export function createCommand(connection: Connection, command: Command) {
  const { place, document: standard, takesKey } = command;
  const submit = async (...given: readonly unknown[]) => {
    const [input, options] = readArguments(command, given);
    const document = chooseDocument(place, options, { standard, needs: ['__typename'] });
    const idempotencyKey = takesKey ? (input.idempotencyKey ?? createKey()) : undefined;
    const variables = { input: takesKey ? { ...input, idempotencyKey } : input };
    const { data, requestId } = await connection.send(
      { document, variables, isRepeatable: takesKey, idempotencyKey },
      options,
    );
    return { result: rootOf(data) as CommandResult | undefined, document, call: { requestId, idempotencyKey } };
  };
  return {
    answering: async (...given: readonly unknown[]) => (await submit(...given)).result,
    throwing: async (...given: readonly unknown[]) => {
      const { result, document, call } = await submit(...given);
      const name = result?.__typename;
      if (typeof name !== 'string')
        throw new TypeError(`${place}: select __typename right in the mutation; it tells refusals, and is not there.`);
      if (isRefusal(name, standard + document)) throw toRefusalError({ ...result, __typename: name }, call);
      return result;
    },
  };
}

type CommandInput = { readonly idempotencyKey?: string | null | undefined };

function readArguments(
  { place, takesId }: Command,
  given: readonly unknown[],
): [CommandInput, CallOptions & GivenOptions] {
  const [id, input, options = {}] = takesId ? given : [undefined, ...given];
  if (takesId) checkId(place, 'id', id);
  const fields = input ?? (takesId ? {} : input);
  checkObject(place, 'input', fields);
  checkCallOptions(place, options, 'CALL');
  return [takesId ? { ...fields, ...{ id } } : fields, options as CallOptions & GivenOptions];
}

/** Known by its name; one of a later server by what no document names: neither the default, nor the caller’s own. */
function isRefusal(name: string, documents: string): boolean {
  return Object.hasOwn(REFUSAL_ERRORS, name) || !documents.split(/\W+/).includes(name);
}

function toRefusalError(
  result: Pick<RefusalFields, '__typename'>,
  call: ConstructorParameters<typeof RefusalError>[1],
): RefusalError {
  const { __typename: type } = result;
  const code = type.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const message = `The command was answered with ${type}.`;
  const refusal: RefusalFields = { code, message, retryable: false, ...result };
  return new (ownValue(REFUSAL_ERRORS, type) ?? RefusalError)(refusal, call);
}

/** A new idempotency key. Not `randomUUID`, which pages have only over https. */
function createKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
