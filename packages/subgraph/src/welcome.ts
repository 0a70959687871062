import type { RunningServer } from './server.js';
import { PERSONAS } from './identity/personas.js';

const NAME_WIDTH = Math.max(...PERSONAS.map(({ name }) => name.length)) + 2;
const USER_WIDTH = Math.max(...PERSONAS.map(({ userId }) => userId.length)) + 2;

/** What a developer reads when the server has started: the address, who they may be, and one operation to try. */
export function describeServer(server: RunningServer): string {
  const { origin, url, webSocketUrl, consoleUrl } = toLocalNames(server);
  const addresses = [
    '',
    '  Tessera is ready.',
    '',
    ...(consoleUrl === null ? [] : [`  Console                ${consoleUrl}`]),
    `  GraphQL and GraphiQL   ${url}`,
    `  Subscriptions          ${webSocketUrl}`,
  ];
  return [...addresses, ...(server.hasPersonas ? describePersonas(origin, url) : []), ''].join('\n');
}

function describePersonas(origin: string, url: string): string[] {
  const rows = PERSONAS.map(
    ({ name, userId, tenantId, roles }) =>
      `    ${name.padEnd(NAME_WIDTH)}${userId.padEnd(USER_WIDTH)}${tenantId.padEnd(8)}${roles.join(', ')}`,
  );
  return [
    '',
    `  Personas, with tokens for 12 hours: ${origin}/dev/personas`,
    ...rows,
    '',
    '  Try: register a card as the requester',
    '',
    ...tryOut(origin, url).map((line) => `    ${line}`),
    '',
    '  Then open the first address in a browser. Ctrl+C stops the server.',
  ];
}

/** Runs in any POSIX shell with what Node brings: no jq. */
function tryOut(origin: string, url: string): string[] {
  const find = "JSON.parse(fs.readFileSync(0)).find(p => p.name === 'requester').token";
  const input = '{ programId: \\"staff\\", holderId: \\"mara.lind\\" }';
  const query = `mutation { registerCard(input: ${input}) { __typename ... on CardTransition { to card { id } } } }`;
  return [
    `TOKEN=$(curl -s ${origin}/dev/personas | node -p "${find}")`,
    `curl -s ${url} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `  -d '{"query":"${query}"}'`,
  ];
}

/** The addresses as a person types them. */
function toLocalNames({ origin, url, webSocketUrl, consoleUrl }: RunningServer) {
  const name = (address: string) => address.replace('//127.0.0.1:', '//localhost:');
  return {
    origin: name(origin),
    url: name(url),
    webSocketUrl: name(webSocketUrl),
    consoleUrl: consoleUrl === null ? null : name(consoleUrl),
  };
}
