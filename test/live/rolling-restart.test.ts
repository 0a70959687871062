import { ALL_KEPT, countReconnects, describeRun, runLive } from '../support/live-run.js';
import { canStartLiveWorld, startLiveWorld } from '../support/live-world.js';
import { poll } from '../support/poll.js';

/** Events that both servers write together before, between and after their restarts. */
const TOGETHER = 100;

// Many starts of servers, on a machine that may be busy.
jest.setTimeout(180_000);

describe('a rolling restart of two servers under 50 transitions a second and 100 subscribers', () => {
  (canStartLiveWorld() ? it : it.skip)(
    'fails no mutation that is sent once more, ends with 0, and no subscriber misses an event or has one twice',
    async () => {
      await using world = await startLiveWorld({ hasGateway: false });
      const codes: (number | null)[] = [];
      const disturb = async (countAcknowledged: () => Promise<number>) => {
        const serveTogether = async () => {
          const goal = (await countAcknowledged()) + TOGETHER;
          await poll('both have served', async () => (await countAcknowledged()) >= goal, 30_000);
        };
        for (const replica of world.replicas) {
          await serveTogether();
          codes.push(await replica.terminate());
          await replica.start();
        }
        await serveTogether();
      };
      const report = await runLive(world, { subscribers: 100, callsPerSecond: 50, importedPerSecond: 0, disturb });
      process.stderr.write(`${describeRun(report)}\n`);
      expect(codes).toEqual([0, 0]);
      expect(report).toMatchObject(ALL_KEPT);
      expect(report.load.failed).toEqual({});
      expect(report.events).toBeGreaterThanOrEqual(3 * TOGETHER);
      expect(countReconnects(report)).toBeGreaterThanOrEqual(100);
    },
  );
});
