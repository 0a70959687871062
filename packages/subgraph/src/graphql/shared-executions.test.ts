import type { StatusEvent } from '../log/status-event.js';
import { SharedExecutions } from './shared-executions.js';

/** An event as it was read; each call reads it anew. */
const readEvent = (position: number) => ({ position }) as StatusEvent;

function anItem(event: StatusEvent, previousPosition = event.position - 1) {
  return { event, previousPosition };
}

/** So many members of one group, and what was executed for them. */
function startGroup(members: number, tellsPrevious = false) {
  const clock = { ms: 0 };
  const executions = new SharedExecutions(() => clock.ms);
  const sharing = { key: 'same', tellsPrevious };
  const group = executions.join(sharing);
  for (let member = 1; member < members; member += 1) executions.join(sharing);
  let executed = 0;
  const execute = () => Promise.resolve(`answer ${(executed += 1)}`);
  return { clock, executions, sharing, group, execute, count: () => executed };
}

describe('the streams of one group', () => {
  it('are answered by one execution an event', async () => {
    const { group, execute, count } = startGroup(3);
    const event = readEvent(1);
    const answers = [1, 2, 3].map(() => group.answer(anItem(event), execute));
    await expect(Promise.all(answers)).resolves.toEqual(['answer 1', 'answer 1', 'answer 1']);
    expect(count()).toBe(1);
  });

  it('are executed again for an event that was read again: something may have been erased from it', async () => {
    const { group, execute } = startGroup(2);
    await group.answer(anItem(readEvent(1)), execute);
    await expect(group.answer(anItem(readEvent(1)), execute)).resolves.toBe('answer 2');
  });

  it('share across the items before, unless the answer tells these', async () => {
    const event = readEvent(5);
    const silent = startGroup(2);
    await silent.group.answer(anItem(event, 3), silent.execute);
    await silent.group.answer(anItem(event, 4), silent.execute);
    expect(silent.count()).toBe(1);
    const telling = startGroup(2, true);
    await telling.group.answer(anItem(event, 3), telling.execute);
    await telling.group.answer(anItem(event, 4), telling.execute);
    await telling.group.answer(anItem(event, 3), telling.execute);
    expect(telling.count()).toBe(2);
  });

  it('keep sixteen answers, and none for one who is alone', async () => {
    const { group, execute, count } = startGroup(2);
    const events = Array.from({ length: 17 }, (_, index) => readEvent(index + 1));
    for (const event of events) await group.answer(anItem(event), execute);
    await Promise.all(events.slice(1).map((event) => group.answer(anItem(event), execute)));
    expect(count()).toBe(17);
    group.leave();
    await Promise.all(events.slice(1).map((event) => group.answer(anItem(event), execute)));
    expect(count()).toBe(33);
  });

  it('are told how things are then, when they come more than a second later', async () => {
    const { clock, group, execute } = startGroup(2);
    const event = readEvent(1);
    await group.answer(anItem(event), execute);
    clock.ms = 1_000;
    await expect(group.answer(anItem(event), execute)).resolves.toBe('answer 1');
    clock.ms = 1_001;
    await expect(group.answer(anItem(event), execute)).resolves.toBe('answer 2');
    await expect(group.answer(anItem(event), execute)).resolves.toBe('answer 2');
  });

  it('are forgotten with the last member', () => {
    const { executions, sharing, group } = startGroup(2);
    group.leave();
    expect(executions.join(sharing)).toBe(group);
    group.leave();
    group.leave();
    expect(executions.join(sharing)).not.toBe(group);
  });
});
