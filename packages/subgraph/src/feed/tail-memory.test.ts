import { anEvent } from '../../../../test/support/event-log.js';
import { RecentEvents } from './recent-events.js';
import { TailMemory } from './tail-memory.js';
import { WakeSignal } from './wake-signal.js';

function fill(recent: RecentEvents, memory: TailMemory, count: number): void {
  for (let index = 0; index < count; index += 1) {
    recent.append(anEvent({ position: recent.newest + 1, comment: 'x'.repeat(100) }));
    memory.charge(recent);
  }
}

function bytesOfOne(): number {
  const recent = new RecentEvents(0);
  fill(recent, new TailMemory(), 1);
  return recent.bytes;
}

describe('RecentEvents', () => {
  it('keeps the newest events and knows them by position', () => {
    const recent = new RecentEvents(5, 3);
    for (const position of [6, 7, 8, 9]) recent.append(anEvent({ position }));
    expect([5, 6, 7, 8, 9, 10].map((position) => recent.at(position)?.position)).toEqual([
      undefined,
      undefined,
      7,
      8,
      9,
      undefined,
    ]);
    expect(recent.newest).toBe(9);
  });

  it('takes no event that is not the next', () => {
    const recent = new RecentEvents(5);
    expect(() => recent.append(anEvent({ position: 7 }))).toThrow('Event 7 after 5');
  });

  it('still knows how far the log was read when it has forgotten all events', () => {
    const recent = new RecentEvents(0);
    recent.append(anEvent({ position: 1 }));
    recent.drop();
    expect([recent.newest, recent.length, recent.bytes, recent.at(1)]).toEqual([1, 0, 0, undefined]);
  });
});

describe('TailMemory', () => {
  it('never holds more than its limit, and forgets the events of the least used tenant first', () => {
    const limit = 60 * (bytesOfOne() + 10);
    const memory = new TailMemory(limit);
    const [first, second, third] = [new RecentEvents(0), new RecentEvents(0), new RecentEvents(0)];
    fill(first, memory, 20);
    fill(second, memory, 20);
    memory.touch(first);
    fill(third, memory, 30);
    expect(memory.totalBytes).toBeLessThanOrEqual(limit);
    expect([first.length, second.length, third.length]).toEqual([20, 0, 30]);
  });

  it('keeps the newest events of a tenant that alone is over the limit', () => {
    const memory = new TailMemory(20_000);
    const recent = new RecentEvents(0);
    fill(recent, memory, 50);
    expect(memory.totalBytes).toBe(recent.bytes);
    expect(recent.bytes).toBeLessThanOrEqual(20_000);
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.at(50)?.position).toBe(50);
  });

  it('gives back what a tenant took', () => {
    const memory = new TailMemory(20_000);
    const recent = new RecentEvents(0);
    fill(recent, memory, 3);
    memory.release(recent);
    memory.touch(recent);
    expect(memory.totalBytes).toBe(0);
  });
});

describe('WakeSignal', () => {
  it('ends a wait at once when it was set since the reset', async () => {
    const signal = new WakeSignal();
    signal.reset();
    signal.set();
    await expect(signal.wait()).resolves.toBeUndefined();
  });

  it('ends a wait that had begun', async () => {
    const signal = new WakeSignal();
    const wait = signal.wait();
    signal.set();
    await expect(wait).resolves.toBeUndefined();
  });
});
