import type { DatabaseSetting } from '../support/databases.js';
import type { Replica } from '../support/replica.js';
import { describeOnMariaDb } from '../support/databases.js';
import { EVERYTHING, OPERATOR, positionsOf, range, take, until } from '../support/feed-stack.js';
import { aViewer, outcomeName, putProgram } from '../support/log-stack.js';
import { poll } from '../support/poll.js';
import { isRedisInstalled, startPrivateRedis } from '../support/private-redis.js';
import { proxyUrl } from '../support/proxied-database.js';
import { joinChannel, startReplica } from '../support/replica.js';
import { startServerStack } from '../support/server-stack.js';

const REGISTER = { command: 'register', input: { programId: 'direct', holderId: 'mara' } };

describeOnMariaDb('Two replicas without Redis', (setting) => {
  it('find each other’s events by one statement a second, however many tenants are listened to', async () => {
    await using stage = await openStage(setting, null);
    const [one, other] = stage.replicas;
    const viewers = ['acme', 'globex', 'initech'].map((tenantId) => aViewer('OPERATOR', { tenantId }));
    const streams = await Promise.all(viewers.map((viewer) => other.feeds.follow(viewer, EVERYTHING, null)));
    const items = streams.map((stream) => stream.next());
    for (const viewer of viewers) expect(outcomeName(await one.submit({ ...REGISTER, viewer }))).toBe('ACCEPTED');
    await until(() => other.timers.count === 1);
    const before = { ...other.reads };
    other.timers.advance(1_000);
    await expect(Promise.all(items)).resolves.toMatchObject(viewers.map(() => ({ value: { event: { position: 1 } } })));
    expect(other.reads).toEqual({ heads: before.heads + 1, events: before.events + 3 });
  });
});

const onRedis = isRedisInstalled() ? it : it.skip;
if (!isRedisInstalled()) process.stderr.write('Skipped: wake-ups through Redis, for want of redis-server.\n');

describeOnMariaDb('Two replicas with Redis', (setting) => {
  onRedis('wake each other’s streams, and nobody looks', async () => {
    await using redis = await startPrivateRedis();
    await using stage = await openStage(setting, redis.url);
    await using _channel = await joinHearing(stage, redis.url);
    const [one, other] = stage.replicas;
    for (const { writing, reading } of [
      { writing: one, reading: other },
      { writing: other, reading: one },
    ]) {
      const stream = await reading.feeds.follow(OPERATOR, EVERYTHING, null);
      const { heads } = reading.reads;
      const items = await registerAndTake(writing, stream, 5);
      expect(isConsecutive(positionsOf(items))).toBe(true);
      expect(reading.reads.heads).toBe(heads);
    }
  });

  onRedis('do without it while it is killed, and are woken again by what was committed meanwhile', async () => {
    await using redis = await startPrivateRedis();
    await using stage = await openStage(setting, redis.url);
    const [one, other] = stage.replicas;
    const stream = await other.feeds.follow(OPERATOR, EVERYTHING, null);
    await registerAndTake(one, stream, 1);
    await redis.kill();
    await poll('it is known to be away', () => [one, other].every(({ linesOfRedis }) => linesOfRedis().length === 1));

    // Nothing tells of these but the look a second.
    const outcomes = await Promise.all(range(1, 20).map(() => one.submit(REGISTER)));
    expect(outcomes.map(outcomeName)).toEqual(range(1, 20).map(() => 'ACCEPTED'));
    await until(() => other.timers.count > 0);
    other.timers.advance(1_000);
    expect(positionsOf(await take(stream, 20))).toEqual(range(2, 21));

    // Nor of these: nobody looks any more. They come with Redis.
    const items = take(stream, 10);
    for (const _ of range(1, 10)) expect(outcomeName(await one.submit(REGISTER))).toBe('ACCEPTED');
    await redis.restart();
    expect(positionsOf(await items)).toEqual(range(22, 31));
    expect(positionsOf(await registerAndTake(one, stream, 3))).toEqual(range(32, 34));
    await poll('it is known to be back', () => [one, other].every(({ linesOfRedis }) => linesOfRedis().length === 2));
    for (const { linesOfRedis } of [one, other]) {
      expect(linesOfRedis()).toEqual([
        expect.stringContaining('Redis does not answer'),
        expect.stringContaining('Redis answers again'),
      ]);
    }
  });

  onRedis('start without it, and find each other when it comes', async () => {
    await using redis = await startPrivateRedis();
    await redis.kill();
    await using stage = await openStage(setting, redis.url);
    const [one, other] = stage.replicas;
    const stream = await other.feeds.follow(OPERATOR, EVERYTHING, null);
    const first = take(stream, 1);
    expect(outcomeName(await one.submit(REGISTER))).toBe('ACCEPTED');
    await redis.restart();
    expect(positionsOf(await first)).toEqual([1]);
    expect(positionsOf(await registerAndTake(one, stream, 2))).toEqual([2, 3]);
  });

  onRedis('are told that they may have missed anything, when the other one’s connection was cut', async () => {
    await using redis = await startPrivateRedis();
    await using through = await proxyUrl(redis.url);
    await using stage = await openStage(setting, redis.url, through.url);
    const [one, other] = stage.replicas;
    await using channel = await joinHearing(stage, redis.url);
    const stream = await one.feeds.follow(OPERATOR, EVERYTHING, null);
    await registerAndTake(other, stream, 1);
    through.proxy.cut();
    // Who reads hears all the time: nothing but the word of who writes can make it look.
    expect(positionsOf(await registerAndTake(other, stream, 1))).toEqual([2]);
    expect(channel.heard.at(-1)).toMatch(/ null$/);
  });

  onRedis('commit on while it is there and says nothing, and owe it little when it goes on', async () => {
    await using redis = await startPrivateRedis();
    await using stage = await openStage(setting, redis.url);
    const [one, other] = stage.replicas;
    await using channel = await joinHearing(stage, redis.url);
    const stream = await other.feeds.follow(OPERATOR, EVERYTHING, null);
    await registerAndTake(one, stream, 1);
    const before = channel.heard.length;
    redis.pause();
    // One after the other: together they would be one commit.
    for (const _ of range(1, 200)) expect(outcomeName(await one.submit(REGISTER))).toBe('ACCEPTED');
    redis.resume();
    expect(positionsOf(await take(stream, 200))).toEqual(range(2, 201));
    expect(channel.heard.length - before).toBeLessThan(100);
  });

  onRedis('are not harmed by messages that are none, nor by those of another deployment', async () => {
    await using redis = await startPrivateRedis();
    await using stage = await openStage(setting, redis.url);
    const [one, other] = stage.replicas;
    await using channel = await joinHearing(stage, redis.url);
    const stream = await other.feeds.follow(OPERATOR, EVERYTHING, null);
    await registerAndTake(one, stream, 1);
    const before = { ...other.reads };
    const strange = ['', 'null', '["acme"]', 'x', 'x {', 'x 7', 'x {"0":"acme"}', 'x ["acme",{}]', '\u0000 \ufffd'];
    for (const message of [...strange, 'x []', 'x ["globex"]']) await channel.say(message);
    // Of its own tenant it cannot know that it is another one's: this costs one statement.
    await channel.say('x ["acme"]');
    await until(() => other.reads.events === before.events + 1);
    await channel.say('x null');
    await until(() => other.reads.heads === before.heads + 1);
    expect(other.reads).toEqual({ heads: before.heads + 1, events: before.events + 1 });
    expect(positionsOf(await registerAndTake(one, stream, 2))).toEqual([2, 3]);
  });

  onRedis('ignore what they say themselves, and have said all when they stop', async () => {
    await using redis = await startPrivateRedis();
    await using stage = await openStage(setting, redis.url);
    const [one, other] = stage.replicas;
    await using channel = await joinHearing(stage, redis.url);
    const own = await one.feeds.follow(OPERATOR, EVERYTHING, null);
    await registerAndTake(one, own, 1);
    const before = { ...one.reads };
    for (const _ of range(1, 5)) await registerAndTake(one, own, 1);
    expect(one.reads).toEqual({ heads: before.heads, events: before.events + 5 });

    const stream = await other.feeds.follow(OPERATOR, EVERYTHING, null);
    const last = take(stream, 1);
    const outcome = one.submit(REGISTER);
    await one[Symbol.asyncDispose]();
    expect(outcomeName(await outcome)).toBe('ACCEPTED');
    expect(positionsOf(await last)).toEqual([7]);
    await channel.waitForReplicas(1);
  });

  onRedis('are whole servers: each tells of its commits, and listens until it stops', async () => {
    await using redis = await startPrivateRedis();
    await using channel = await joinChannel(redis.url);
    // The demo data of a development server are its first commits.
    const { stop } = await startServerStack({ REDIS_URL: redis.url });
    await poll('it tells of them', () => channel.heard.some((message) => message.endsWith('"]')));
    await channel.waitForReplicas(1);
    await stop();
    await channel.waitForReplicas(0);
  });
});

/** Two replicas on a database of their own, each with its way to Redis. Leaving the test stops them. */
async function openStage({ open }: DatabaseSetting, redisUrl: string | null, otherUrl = redisUrl) {
  const opened = await open();
  for (const tenantId of ['acme', 'globex', 'initech']) await putProgram(opened.database, { tenantId });
  const start = (url: string | null) => startReplica({ databaseUrl: opened.url, redisUrl: url });
  const replicas = [await start(redisUrl), await start(otherUrl)] as const;
  return {
    replicas,
    [Symbol.asyncDispose]: async () => {
      for (const replica of replicas) await replica[Symbol.asyncDispose]();
      await opened.close();
    },
  };
}

/** Registers cards on a replica, one after the other, and takes what comes of it out of a stream of the other. */
async function registerAndTake({ submit }: Replica, stream: Parameters<typeof take>[0], count: number) {
  const items = take(stream, count);
  for (const _ of range(1, count)) expect(outcomeName(await submit(REGISTER))).toBe('ACCEPTED');
  return items;
}

/** Joins the channel; resolves when both replicas hear what is said there, and have looked what they missed until then. */
async function joinHearing({ replicas }: Awaited<ReturnType<typeof openStage>>, redisUrl: string) {
  const channel = await joinChannel(redisUrl);
  await channel.waitForReplicas(2);
  const viewer = aViewer('OPERATOR', { tenantId: 'initech' });
  for (const { feeds, reads } of replicas) {
    await feeds.follow(viewer, EVERYTHING, null);
    const { events } = reads;
    await channel.say('x ["initech"]');
    await until(() => reads.events > events);
  }
  return channel;
}

function isConsecutive(positions: readonly number[]): boolean {
  return positions.every((position, index) => index === 0 || position === Number(positions[index - 1]) + 1);
}
