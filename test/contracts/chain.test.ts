import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';

/** A change behind the writer's back, with the first bad event: its position, whether one stands there, and why it is bad. */
interface Tampering {
  readonly name: string;
  readonly sql: readonly string[];
  readonly position: number;
  readonly isThere: boolean;
  readonly why: RegExp;
}

const NO_FIT = /MAC does not fit/;

/** A copy of the third event at another place, under another id. */
function insertAt(position: number): string {
  const own = 'tenant_id, subject_kind, command, actor_id, actor_role, channel, occurred_at, mac_key_id, mac';
  const columns = `position, id, subject_id, sequence, ${own}`;
  return `INSERT INTO status_event (${columns}) SELECT ${position}, 'evt_forged', 'card_forged', 1, ${own} FROM status_event WHERE position = 3`;
}

function move(from: number, to: number): string {
  return `UPDATE status_event SET position = ${to} WHERE position = ${from}`;
}

const TAMPERINGS: readonly Tampering[] = [
  {
    name: 'an edited actor',
    sql: ["UPDATE status_event SET actor_id = 'nobody' WHERE position = 3"],
    position: 3,
    isThere: true,
    why: NO_FIT,
  },
  {
    name: 'an edited comment',
    sql: ["UPDATE status_event SET comment = 'other' WHERE position = 2"],
    position: 2,
    isThere: true,
    why: /comment does not fit/,
  },
  {
    name: 'a comment that was removed without its salt',
    sql: ['UPDATE status_event SET comment = NULL WHERE position = 2'],
    position: 2,
    isThere: true,
    why: /comment does not fit/,
  },
  {
    name: 'a digest that went with its comment',
    sql: ['UPDATE status_event SET comment = NULL, comment_salt = NULL, comment_digest = NULL WHERE position = 2'],
    position: 2,
    isThere: true,
    why: NO_FIT,
  },
  {
    name: 'a deleted event',
    sql: ['DELETE FROM status_event WHERE position = 4'],
    position: 4,
    isThere: false,
    why: /missing: the next one stands at 5/,
  },
  {
    name: 'a deleted event whose followers moved up',
    sql: ['DELETE FROM status_event WHERE position = 3', move(4, 3), move(5, 4), 'UPDATE tenant_log SET head = 4'],
    position: 3,
    isThere: true,
    why: NO_FIT,
  },
  {
    name: 'an event that was put in between',
    sql: [move(5, 6), move(4, 5), insertAt(4), 'UPDATE tenant_log SET head = 6'],
    position: 4,
    isThere: true,
    why: NO_FIT,
  },
  {
    name: 'an event before the first',
    sql: [insertAt(0)],
    position: 0,
    isThere: true,
    why: /before the first position/,
  },
  {
    name: 'an event behind the last',
    sql: [insertAt(6)],
    position: 6,
    isThere: true,
    why: /behind the head of the log, which is at 5/,
  },
  {
    name: 'two events that changed places',
    sql: [move(3, 1_000), move(4, 3), move(1_000, 4)],
    position: 3,
    isThere: true,
    why: NO_FIT,
  },
  {
    name: 'a cut tail',
    sql: ['DELETE FROM status_event WHERE position >= 4'],
    position: 4,
    isThere: false,
    why: /tail is cut: the log has positions up to 5/,
  },
  {
    name: 'another head',
    sql: ["UPDATE tenant_log SET head_mac = 'x'"],
    position: 5,
    isThere: true,
    why: /not the head that the log names/,
  },
  {
    name: 'no head at all',
    sql: ['DELETE FROM tenant_log'],
    position: 1,
    isThere: true,
    why: /behind the head of the log, which is at 0/,
  },
];

describeOnEachDatabase('the chain of a log', ({ open }) => {
  it.each(TAMPERINGS)('names the first event that breaks it: $name', async ({ sql, position, isThere, why }) => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    expect(await stack.verify()).toEqual({ events: 5, fault: null });
    for (const each of sql) await change(opened, each);
    const [stands] = (await stack.readEvents()).filter((event) => event.position === position);
    const { id, command, subjectKind, subjectId } = stands ?? {};
    const { events, fault } = await stack.verify();
    expect(fault).toEqual({
      position,
      event: isThere ? { id, command, subjectKind, subjectId } : null,
      why: expect.stringMatching(why) as unknown,
    });
    expect(events).toBe(position === 5 ? 5 : Math.min(5, Math.max(position - 1, 0)));
  });

  it('cannot be checked without the key that an event was sealed with, and says which', async () => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    await change(opened, "UPDATE status_event SET mac_key_id = 'k9' WHERE position = 3");
    await expect(stack.verify()).rejects.toMatchObject({ keyId: 'k9' });
  });

  it('stays whole when a comment is erased with its salt', async () => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    await change(opened, 'UPDATE status_event SET comment = NULL, comment_salt = NULL WHERE position = 2');
    expect(await stack.verify()).toEqual({ events: 5, fault: null });
  });
});

type Opened = Awaited<ReturnType<Parameters<Parameters<typeof describeOnEachDatabase>[1]>[0]['open']>>;

async function createLogOfFive({ database }: Opened) {
  const stack = createLogStack(database);
  await putProgram(database);
  for (let count = 1; count <= 5; count += 1) await registerCard(stack, { comment: `Card ${count}` });
  return stack;
}

async function change({ database }: Opened, sql: string): Promise<void> {
  const session = await database.openWriteSession();
  await session.begin();
  await session.write(sql, []);
  await session.commit();
  session.release();
}
