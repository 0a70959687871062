import { ALL_KEPT, describeRun, runLive } from '../support/live-run.js';
import { killAtRandom, victimsOf } from '../support/live-victims.js';
import { canStartLiveWorld, startLiveWorld } from '../support/live-world.js';

const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1e9));

// Many starts of servers, on a machine that may be busy.
jest.setTimeout(300_000);

describe('two hundred subscribers who know nothing but their last cursor', () => {
  (canStartLiveWorld() ? it : it.skip)(
    'each have the log as far as they may read it, in order and once, while a server, MariaDB, Redis or the gateway is killed every 3 seconds',
    async () => {
      process.stderr.write(`live streams: TEST_SEED=${seed}\n`);
      await using world = await startLiveWorld({ hasGateway: true });
      const victims = victimsOf(world);
      let kills: Readonly<Record<string, number>> = {};
      const disturb = async () => {
        kills = await killAtRandom({ victims, seed, durationMs: 20_000, everyMs: 3_000 });
      };
      const report = await runLive(world, { subscribers: 200, callsPerSecond: 100, importedPerSecond: 400, disturb });
      process.stderr.write(`${describeRun(report)}; killed: ${JSON.stringify(kills)}\n`);
      expect(report).toMatchObject(ALL_KEPT);
      expect(Object.values(kills).every((count) => count > 0)).toBe(true);
      // So many as a busy machine can do: on one of its own there are ten thousand.
      expect(report.events).toBeGreaterThan(2_000);
    },
  );
});
