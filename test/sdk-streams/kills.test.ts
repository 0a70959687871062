import type { GatewayStack } from '../support/gateway-stack.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { LIMITLESS } from '../support/limitless.js';
import { runChaos } from '../support/sdk-chaos.js';
import { createClientOf } from '../support/sdk-followers.js';
import { startSubgraph } from '../support/subgraph-process.js';

const EVENTS = 1_000;

/** A call is repeated for so long, in milliseconds: over every restart. */
const PATIENT = { timeoutMs: 60_000, maxRetries: 1_000 };

jest.setTimeout(120_000);

describe('a watch of the SDK gives 1,000 events, each once and in order', () => {
  it('while the server is killed four times', async () => {
    await using subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000', ...LIMITLESS });
    const options = { url: subgraph.url, token: subgraph.tokens.get('tenant-admin') ?? '' };
    const strike = async () => {
      await subgraph.end('SIGKILL');
      await subgraph.restart();
    };
    const report = await runChaos({
      reader: createClientOf(options),
      writer: createClientOf({ ...options, ...PATIENT }),
      ...{ strike, strikes: 4, events: EVENTS },
    });
    expect(report.written).toHaveLength(EVENTS);
    expect(report.received).toEqual(report.written);
    expect(report.connects).toBeGreaterThanOrEqual(5);
  });

  it('through a gateway that subscribes again by itself, while it and the subgraph behind it are killed', async () => {
    await using stack = await startGatewayStack('hive-router', LIMITLESS);
    const token = stack.subgraph.tokens.get('tenant-admin') ?? '';
    const strikes = [killGateway, killSubgraph, stopSubgraph, killGateway];
    const report = await runChaos({
      reader: createClientOf({ url: stack.gateway.url, token }),
      writer: createClientOf({ url: stack.gateway.url, token, ...PATIENT }),
      strike: () => strikes.shift()?.(stack) ?? Promise.resolve(),
      ...{ strikes: strikes.length, events: EVENTS },
    });
    expect(report.written).toHaveLength(EVENTS);
    expect(report.received).toEqual(report.written);
    expect(report.connects).toBeGreaterThanOrEqual(5);
  });
});

async function killGateway({ gateway }: GatewayStack): Promise<void> {
  await gateway.kill();
  await gateway.restart();
}

async function killSubgraph({ subgraph }: GatewayStack): Promise<void> {
  await subgraph.end('SIGKILL');
  await subgraph.restart();
}

async function stopSubgraph({ subgraph }: GatewayStack): Promise<void> {
  await subgraph.end('SIGTERM');
  await subgraph.restart();
}
