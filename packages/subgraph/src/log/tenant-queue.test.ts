import { aCommand } from '../../../../test/support/log-stack.js';
import { BatchEntry } from './batch-entry.js';
import { TenantQueue } from './tenant-queue.js';

function entries(count: number, lane: 'CALLER' | 'JOB'): BatchEntry[] {
  return Array.from({ length: count }, () => new BatchEntry(aCommand({ lane }), { means: 'Waits.', rows: [] }));
}

function queueOf(callers: number, jobs: number): TenantQueue {
  const queue = new TenantQueue('acme');
  for (const entry of [...entries(jobs, 'JOB'), ...entries(callers, 'CALLER')]) queue.add(entry);
  return queue;
}

function countLanes(batch: readonly BatchEntry[]) {
  const callers = batch.filter(({ command }) => command.lane === 'CALLER').length;
  return { callers, jobs: batch.length - callers };
}

describe('a tenant’s queue', () => {
  it('gives a batch of at most 256 commands', () => {
    expect(countLanes(queueOf(300, 0).take())).toEqual({ callers: 256, jobs: 0 });
    expect(countLanes(queueOf(0, 300).take())).toEqual({ callers: 0, jobs: 256 });
  });

  it('lets jobs fill at most half a batch while callers wait', () => {
    expect(countLanes(queueOf(300, 300).take())).toEqual({ callers: 128, jobs: 128 });
    expect(countLanes(queueOf(10, 300).take())).toEqual({ callers: 10, jobs: 128 });
  });

  it('takes callers first', () => {
    const batch = queueOf(2, 2).take();
    expect(batch.map(({ command }) => command.lane)).toEqual(['CALLER', 'CALLER', 'JOB', 'JOB']);
  });

  it('puts back what did not fit, before all others', () => {
    const queue = queueOf(3, 0);
    const [first, ...left] = queue.take();
    queue.add(...(entries(1, 'CALLER') as [BatchEntry]));
    queue.putBack(left);
    expect(queue.take().slice(0, 2)).toEqual(left);
    expect(left).not.toContain(first);
  });
});
