import { followOverKills, followOverNetwork, followThroughGateway } from '../support/sdk-scenarios.js';

const EVENTS = 1_000;

jest.setTimeout(120_000);

it.each([
  ['the server is killed four times', followOverKills],
  ['a gateway that subscribes again by itself, and the subgraph behind it, are killed', followThroughGateway],
  ['the network is cut, reset, and hangs', followOverNetwork],
])('a watch of the SDK gives 1,000 events, each once and in order, while %s', async (_, follow) => {
  const report = await follow({ events: EVENTS, strikes: 4 });
  expect(report.written).toHaveLength(EVENTS);
  expect(report.received).toEqual(report.written);
  expect(report.connects).toBeGreaterThanOrEqual(5);
});
