import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { systemViewer } from '@tessera/lifecycle';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eraseHolder } from '../../packages/subgraph/src/audit/erase-holder.js';
import { findTraces } from '../../packages/subgraph/src/audit/find-traces.js';
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.js';
import { createFeedStack, EVERYTHING, OPERATOR, take } from '../support/feed-stack.js';
import { acceptedId, aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { makeTemporaryCards, putVisitors } from '../support/temporary-cards.js';
import { createTimerStack, orderCard } from '../support/timer-stack.js';

const MARA = { tenantId: 'acme', holderId: 'mara' };
const TEMPORARY = { kind: 'TEMPORARY_CARD' } as const;
const WIPE = { command: 'wipePersonalization', viewer: systemViewer('acme') } as const;

describeOnEachDatabase('an erasure', ({ open }) => {
  it('removes names and comments of one person, their salts too, by an event a card, and leaves the chain whole', async () => {
    await using opened = await open();
    const office = await openOffice(opened.database);
    const { cardId, operationId } = await orderCard(office.stack);
    await office.say('Mara called', { kind: 'PRODUCTION_OPERATION', command: 'cancel', subjectId: operationId });
    const before = await office.stack.readEvents();
    await office.erase();

    const after = await office.stack.readEvents();
    expect(after.slice(before.length).map(tellTale)).toEqual([`CARD ${cardId} WIPE_PERSONALIZATION by erasure`]);
    expect(commentsOf(before)).toEqual(['Mara called']);
    expect(commentsOf(after)).toEqual([]);
    expect(after.filter(({ commentSalt }) => commentSalt !== null)).toEqual([]);
    expect(after.map(({ commentDigest }) => commentDigest).slice(0, before.length)).toEqual(before.map(({ commentDigest }) => commentDigest)); // prettier-ignore
    expect(await office.stack.readCard(cardId)).toMatchObject({ embossedName: null, personalizationWipedAt: expect.any(Date) as Date }); // prettier-ignore
    expect(await office.stack.verify()).toEqual({ events: after.length, fault: null });
  });

  it('leaves what belongs to a stranger', async () => {
    await using opened = await open();
    const { stack, erase } = await openOffice(opened.database);
    const input = { holderId: 'nils', embossedName: 'NILS BERG' };
    const theirs = await registerCard(stack, { input, comment: 'For Nils' });
    await registerCard(stack, { comment: 'For Mara' });
    await putProgram(opened.database, { tenantId: 'globex' });
    const abroad = { viewer: aViewer('OPERATOR', { tenantId: 'globex' }), comment: 'Another Mara' };
    await registerCard(stack, { ...abroad, input: { embossedName: 'MARA ELSEWHERE' } });
    await erase();
    expect(commentsOf(await stack.readEvents())).toEqual(['For Nils']);
    expect(commentsOf(await stack.readEvents('globex'))).toEqual(['Another Mara']);
    expect(await stack.readCard(theirs)).toMatchObject({ embossedName: 'NILS BERG', version: 1 });
    expect((await stack.verify('globex')).fault).toBeNull();
  });

  it('removes of a temporary card the comments of that person’s time alone, from the assignment to the withdrawal', async () => {
    await using opened = await open();
    const { stack, say, erase } = await openOffice(opened.database);
    const [subjectId = ''] = await makeTemporaryCards(stack);
    const timeWith = async (holderId: string) => {
      await say(`${holderId} begins`, { ...TEMPORARY, subjectId, command: 'assign', input: { holderId } });
      await say(`${holderId} ends`, { ...TEMPORARY, subjectId, command: 'withdraw', reason: 'RETURNED' });
    };
    await timeWith('nils');
    await timeWith('mara');
    await timeWith('olaf');
    await say('broken', { ...TEMPORARY, subjectId, command: 'lock', reason: 'DAMAGED' });
    await erase();
    const events = await stack.readEventsOf(subjectId);
    expect(commentsOf(events)).toEqual(['nils begins', 'nils ends', 'olaf begins', 'olaf ends', 'broken']);
    expect(events.slice(-1).map(tellTale)).toEqual([`TEMPORARY_CARD ${subjectId} WIPE_PERSONALIZATION by erasure`]);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('finds nothing to do a second time, and of somebody unknown', async () => {
    await using opened = await open();
    const { stack, erase } = await openOffice(opened.database);
    await registerCard(stack, { input: { embossedName: 'MARA LIND' }, comment: 'For Mara' });
    expect(await erase()).toHaveLength(1);
    expect(await erase()).toEqual([]);
    expect(await findTraces(opened.database, { ...MARA, holderId: 'nobody' })).toEqual([]);
    expect(await stack.readEvents()).toHaveLength(2);
  });

  it('removes the comments of a card whose name its timer has wiped before, and keeps when that was', async () => {
    await using opened = await open();
    const { stack, erase } = await openOffice(opened.database);
    const subjectId = await registerCard(stack, { input: { embossedName: 'MARA LIND' }, comment: 'For Mara' });
    await stack.submit({ ...WIPE, subjectId });
    expect(commentsOf(await stack.readEvents())).toEqual(['For Mara']);
    const { personalizationWipedAt } = await stack.readCard(subjectId);
    stack.clock.advance(60_000);
    expect(await erase()).toEqual([{ kind: 'CARD', subjectId, hasName: false, comments: 1 }]);
    expect(commentsOf(await stack.readEvents())).toEqual([]);
    expect(await stack.readCard(subjectId)).toMatchObject({ personalizationWipedAt, version: 3 });
  });

  it('removes what was said before it in its own batch, and not what was said after', async () => {
    await using opened = await open();
    const { stack, say } = await openOffice(opened.database);
    await putProgram(opened.database, { id: 'approved', approvalRequired: true });
    const subjectId = await registerCard(stack, { input: { programId: 'approved' } });
    await Promise.all([
      say('before', { command: 'request', subjectId }),
      stack.submit({ ...WIPE, subjectId, input: { holderId: 'mara' } }),
      say('after', { command: 'reject', subjectId, viewer: aViewer('APPROVER') }),
    ]);
    expect(stack.commits).toHaveLength(2);
    expect((await stack.readEvents()).map(({ comment }) => comment)).toEqual([null, null, null, 'after']);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('is noticed by feeds: what they read before is told without the comments', async () => {
    await using opened = await open();
    const { stack, erase } = await openOffice(opened.database);
    await using feeds = createFeedStack(opened.database);
    const live = await feeds.feeds.follow(OPERATOR, EVERYTHING, 0);
    await registerCard(stack, { comment: 'For Mara' });
    feeds.feeds.wake('acme');
    expect((await take(live, 1)).map(({ event }) => event.comment)).toEqual(['For Mara']);
    await erase();
    feeds.feeds.wake('acme');
    await take(live, 1);
    const late = await feeds.feeds.follow(OPERATOR, EVERYTHING, 0);
    expect((await take(late, 2)).map(({ event }) => event.comment)).toEqual([null, null]);
  });
});

describeOnSqlite('an erasure on SQLite', ({ open }) => {
  it('leaves no byte of it in any file once the database is closed', async () => {
    await using opened = await open();
    const { stack, erase } = await openOffice(opened.database);
    const bytes = () => filesOf(opened.url).split('CANARY').length - 1;
    for (let count = 0; count < 200; count += 1) {
      const input = { holderId: count % 2 === 0 ? 'mara' : 'nils', embossedName: 'CANARY' };
      await registerCard(stack, { input, comment: `CANARY ${'x'.repeat(count)}` });
    }
    expect(bytes()).toBeGreaterThanOrEqual(400);
    await erase();
    await eraseOf(stack, opened.database, 'nils');
    await opened.database.close();
    expect(bytes()).toBe(0);
  });
});

type Stack = ReturnType<typeof createTimerStack>;

async function openOffice(database: Database) {
  const stack = createTimerStack(database);
  await putProgram(database);
  await putVisitors(database);
  /** Submits a command with a comment. */
  const say = async (comment: string, command: Partial<TransitionCommand>) =>
    acceptedId(await stack.submit({ ...command, comment }));
  return { stack, say, erase: () => eraseOf(stack, database, 'mara') };
}

/** Erases as the tool does; answers what there was. */
async function eraseOf({ writer }: Stack, database: Database, holderId: string) {
  const traces = await findTraces(database, { ...MARA, holderId });
  await eraseHolder(writer, { ...MARA, holderId }, traces);
  return traces;
}

function commentsOf(events: readonly StatusEvent[]): string[] {
  return events.flatMap(({ comment }) => comment ?? []);
}

function tellTale({ subjectKind, subjectId, command, actorId }: StatusEvent): string {
  return `${subjectKind} ${subjectId} ${command} by ${actorId}`;
}

/** The bytes of all files of a SQLite database. */
function filesOf(url: string): string {
  const folder = dirname(url.slice('file:'.length));
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}
