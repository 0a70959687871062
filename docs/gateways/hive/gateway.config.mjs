// Hive Gateway in front of Tessera and its neighbours, as the end-to-end tests run it. It reads from the environment:
// GATEWAY_SUPERGRAPH, the file of the composed supergraph; GATEWAY_TESSERA_URL, GATEWAY_PEOPLE_URL and GATEWAY_ACCOUNTS_URL, where the
// subgraphs are; GATEWAY_SECRET, one of the subgraph's TESSERA_GATEWAY_SECRETS.
const {
  GATEWAY_SUPERGRAPH = 'schema/supergraph.graphql',
  GATEWAY_TESSERA_URL,
  GATEWAY_PEOPLE_URL,
  GATEWAY_ACCOUNTS_URL,
} = process.env;

/** What the caller showed: the header of a request, or the parameter of `connection_init` in a WebSocket. */
const AUTHORIZATION = '{context.headers.authorization}';
const SECRET = '{env.GATEWAY_SECRET}';

const PASSING = { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true };

/** How a stream ends whose subgraph went away without a word and did not come back at once. */
const GONE = {
  message: 'The subgraph went away. Subscribe again after the last cursor you hold.',
  extensions: PASSING,
};

/** What is told of a query or a mutation whose subgraph is away, or answers what is no GraphQL. */
const NO_ANSWER = {
  message:
    'The subgraph does not answer. Send the request again; a mutation with its idempotencyKey, for it may have been done.',
  extensions: PASSING,
};

/** What the subgraph closes a WebSocket with whose token it does not accept; the reason says what to do. */
const REFUSALS = [4401, 4403];

export const gatewayConfig = {
  supergraph: GATEWAY_SUPERGRAPH,
  // By the subgraphs' names in the supergraph; a location takes the place of the `url` that was composed in.
  transportEntries: {
    tessera: {
      location: GATEWAY_TESSERA_URL,
      headers: [
        ['authorization', AUTHORIZATION],
        ['x-tessera-gateway-secret', SECRET],
      ],
      options: {
        subscriptions: {
          kind: 'ws',
          location: '/graphql',
          options: { connectionParams: { authorization: AUTHORIZATION, gatewaySecret: SECRET } },
        },
      },
    },
    people: { location: GATEWAY_PEOPLE_URL, headers: [['authorization', AUTHORIZATION]] },
    accounts: { location: GATEWAY_ACCOUNTS_URL, headers: [['authorization', AUTHORIZATION]] },
  },
  plugins: () => [
    { onSubgraphExecute: () => tellEnd, onSubscribe: () => ({ onSubscribeResult: tellErrorsOnce }) },
    {
      onSubgraphExecute:
        ({ log }) =>
        (done) =>
          tellNoAnswer(done, log),
    },
  ],
};

/**
 * Tells in its own words of a subgraph that does not answer. Left alone, the gateway logs such errors with all that was sent, RFIDs and
 * contract ids too, and its callers cannot tell them from faults that stay.
 */
function tellNoAnswer({ result, setResult }, log) {
  // The transport alone says in an error what it was asked.
  const isOfTransport = ({ extensions }) => extensions?.request !== undefined;
  const faults = result.errors?.filter(isOfTransport) ?? [];
  if (faults.length === 0) return;
  for (const { extensions, originalError } of faults)
    log.error({ code: originalError?.code ?? extensions.code, status: extensions.response?.status }, 'No answer');
  setResult({ ...result, errors: result.errors.map((error) => (isOfTransport(error) ? copyOf(NO_ANSWER) : error)) });
}

/**
 * Gives on what ended a subgraph's stream, as its last result. Left alone, the gateway takes the errors that a WebSocket brings for a
 * fault of its own and masks their codes.
 */
function tellEnd({ result, setResult }) {
  if (!(Symbol.asyncIterator in result)) return;
  const results = result[Symbol.asyncIterator]();
  const stream = {
    next: () => results.next().catch((end) => ({ done: false, value: lastResult(end) })),
    return: () => results.return(),
    throw: (error) => results.throw(error),
    [Symbol.asyncIterator]: () => stream,
  };
  setResult(stream);
}

function lastResult(end) {
  const errors = Array.isArray(end) ? end : [REFUSALS.includes(end?.code) ? refused(end) : GONE];
  // Without `data` the router's runtime sends that of the result before once more; errors that have a `path` already stay masked.
  return { data: {}, errors: errors.map(copyOf) };
}

/** The gateway writes into the errors that it hands on, and knows those that it has told. */
function copyOf({ message, extensions }) {
  return { message, extensions: { ...extensions } };
}

function refused({ reason: message }) {
  return { message, extensions: { code: 'UNAUTHENTICATED', retryable: false } };
}

/** Tells each error with the event that it belongs to; the router's runtime repeats it with all later ones. */
function tellErrorsOnce() {
  const told = new WeakSet();
  const onNext = ({ result, setResult }) => {
    if (result.errors === undefined) return;
    const { errors, ...rest } = result;
    const fresh = errors.filter((error) => !told.has(error));
    for (const error of fresh) told.add(error);
    setResult(fresh.length === 0 ? rest : { ...rest, errors: fresh });
  };
  return { onNext };
}
