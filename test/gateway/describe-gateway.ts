/** Where everything is that was started. */
interface GatewayAddresses {
  readonly url: string;
  /** Its origin. */
  readonly subgraph: string;
  readonly people: string;
  readonly accounts: string;
}

const STREAM = 'subscription { cardStatusChanged { cursor toState card { holder { name } } } }';
const INPUT = '{ programId: \\"staff\\", holderId: \\"mara.lind\\" }';
const MUTATION = `mutation { registerCard(input: ${INPUT}) { ... on CardTransition { to card { holder { name } } } } }`;

/** What a person reads when everything has started: the addresses, and commands to try, which run in any POSIX shell. */
export function describeGateway({ url, subgraph, people, accounts }: GatewayAddresses): string {
  const local = url.replace('//127.0.0.1:', '//localhost:');
  const find = "JSON.parse(fs.readFileSync(0)).find(p => p.name === 'operator').token";
  return [
    '',
    '  The gateway is ready.',
    '',
    `  GraphQL and GraphiQL   ${local}`,
    `  Subscriptions          the same, by server-sent events, or ${local.replace('http:', 'ws:')}`,
    `  Tessera, the subgraph  ${subgraph}/graphql`,
    `  Its neighbours         people ${people} and accounts ${accounts}`,
    '',
    `  Personas, with tokens for 12 hours: ${subgraph}/dev/personas`,
    '',
    '  Try: follow the cards, each event with the name that the neighbour knows',
    '',
    `    TOKEN=$(curl -s ${subgraph}/dev/personas | node -p "${find}")`,
    `    curl -sN ${local} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `      -H 'accept: text/event-stream' -d '{"query":"${STREAM}"}'`,
    '',
    '  and register one, in another terminal with the same TOKEN',
    '',
    `    curl -s ${local} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `      -d '{"query":"${MUTATION}"}'`,
    '',
    '  In GraphiQL, give the token as a header: { "authorization": "Bearer …" }. Ctrl+C stops everything.',
    '',
  ].join('\n');
}
