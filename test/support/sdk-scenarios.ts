import type { GatewayStack } from './gateway-stack.js';
import type { ChaosPlan, ChaosReport } from './sdk-chaos.js';
import type { TokenIssuer } from './token-issuer.js';
import { startGatewayStack } from './gateway-stack.js';
import { LIMITLESS } from './limitless.js';
import { poll } from './poll.js';
import { runChaos } from './sdk-chaos.js';
import { createClientOf } from './sdk-followers.js';
import { startServerStack } from './server-stack.js';
import { startSubgraph } from './subgraph-process.js';
import { startTcpProxy } from './tcp-proxy.js';
import { startTokenIssuer } from './token-issuer.js';

/** How many events are followed, and how often something is done to what carries them. */
export type ChaosSize = Pick<ChaosPlan, 'events' | 'strikes'>;

type Strike = ChaosPlan['strike'];

/** A call is repeated for so long, in milliseconds: over every restart. */
const PATIENT = { timeoutMs: 60_000, maxRetries: 1_000 };

/** A silence of 10 seconds, 5 for an answer, and what the machine needs besides. */
const NOTICED_MS = 20_000;

/** Servers accept tokens for so long after their expiry, in seconds. */
const TOLERANCE = 5;

const SETTINGS = { TESSERA_BATCH_SYNC_MS: '600000', ...LIMITLESS };

/** The server is killed, and started again. */
export async function followOverKills(size: ChaosSize): Promise<ChaosReport> {
  await using subgraph = await startSubgraph(SETTINGS);
  const options = { url: subgraph.url, token: subgraph.tokens.get('tenant-admin') ?? '' };
  const strike: Strike = () => subgraph.end('SIGKILL').then(() => subgraph.restart());
  return await runChaos({ ...size, ...clientsOf(options), strike });
}

/** A gateway that subscribes again by itself is killed, then the subgraph behind it is killed, and stopped, in turn. */
export async function followThroughGateway(size: ChaosSize): Promise<ChaosReport> {
  await using stack = await startGatewayStack('hive-router', LIMITLESS);
  const options = { url: stack.gateway.url, token: stack.subgraph.tokens.get('tenant-admin') ?? '' };
  return await runChaos({ ...size, ...clientsOf(options), strike: inTurn(gatewayStrikes(stack)) });
}

function gatewayStrikes({ gateway, subgraph }: GatewayStack): readonly Strike[] {
  const killGateway = () => gateway.kill().then(() => gateway.restart());
  const endSubgraph = (signal: 'SIGKILL' | 'SIGTERM') => () => subgraph.end(signal).then(() => subgraph.restart());
  return [killGateway, endSubgraph('SIGKILL'), endSubgraph('SIGTERM'), killGateway];
}

/** The network cuts connections, resets them, and lets them hang, in turn. */
export async function followOverNetwork(size: ChaosSize): Promise<ChaosReport> {
  await using subgraph = await startSubgraph(SETTINGS);
  await using proxy = await startTcpProxy(Number(new URL(subgraph.url).port));
  const options = { url: subgraph.url, token: subgraph.tokens.get('tenant-admin') ?? '' };
  const cut = breakBy(() => proxy.cut());
  const reset = breakBy(() => proxy.reset());
  // What was sent is lost on its way, and nobody is told.
  const hang: Strike = async (follower) => {
    await breakBy(() => proxy.hang())(follower);
    proxy.stopHanging();
  };
  const reader = createClientOf({ ...options, url: `http://127.0.0.1:${proxy.port}/graphql` });
  return await runChaos({ ...size, ...clientsOf(options), reader, strike: inTurn([cut, reset, hang, cut]) });
}

/** The token expires every two seconds, and a function gets another one. */
export async function followOverExpiries(size: ChaosSize): Promise<ChaosReport> {
  await using issuer = await startTokenIssuer({ now: () => new Date() });
  const stack = await startServerStack({ ...SETTINGS, ...issuer.settings });
  const url = stack.server.url;
  const sign = (seconds: number) => signToken(issuer, seconds);
  const writer = createClientOf({ url, token: () => sign(60), ...PATIENT });
  const reader = createClientOf({ url, token: () => sign(2) });
  const report = await runChaos({ ...size, reader, writer, strike: breakBy(() => undefined), rows: 1 });
  await stack.stop();
  return report;
}

/** A token of a tenant's admin that is accepted for so many seconds, or for up to one less. */
export function signToken(issuer: TokenIssuer, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return issuer.sign({ roles: ['TENANT_ADMIN'], exp: now + seconds - TOLERANCE });
}

function clientsOf(options: { readonly url: string; readonly token: string }) {
  return { reader: createClientOf(options), writer: createClientOf({ ...options, ...PATIENT }) };
}

/** Breaks, and waits until the stream has noticed. */
function breakBy(act: () => void): Strike {
  return async (follower) => {
    const { connects } = follower;
    act();
    await poll('it connects again', () => follower.connects > connects, NOTICED_MS);
  };
}

function inTurn(strikes: readonly Strike[]): Strike {
  let count = -1;
  return (follower) => strikes[(count += 1) % strikes.length]?.(follower) ?? Promise.resolve();
}
