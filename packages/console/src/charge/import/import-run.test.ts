import type { ImportChargeCardsInput } from '../../__generated__/documents.js';
import type { ImportStage } from './import-run.js';
import type { ImportAnswer } from './tally.js';
import { ImportRun } from './import-run.js';

/** What the API does with a call: takes all rows but those with a bad RFID, or breaks. */
type Act = 'ANSWERS' | 'BREAKS';

/** An import against an API that does as it is told, call by call, and then answers. */
function anImport(acts: readonly Act[] = []) {
  const calls: ImportChargeCardsInput[] = [];
  const run = new ImportRun((input) => {
    const act = acts[calls.length] ?? 'ANSWERS';
    calls.push(input);
    return act === 'ANSWERS' ? Promise.resolve(answer(input)) : Promise.reject(new Error('Nobody there.'));
  });
  const stages: ImportStage[] = [];
  run.onChange(() => {
    const { stage } = run.getView();
    if (stages.at(-1) !== stage) stages.push(stage);
  });
  return { run, calls, stages };
}

function answer({ rows, dryRun = false }: ImportChargeCardsInput): ImportAnswer {
  const results = rows.map(({ rfid }, index) => {
    const isBad = rfid === 'bad';
    const outcome = isBad ? ('REFUSED' as const) : dryRun === true ? ('VALID' as const) : ('IMPORTED' as const);
    return { index, outcome, code: isBad ? ('INPUT_INVALID' as const) : null, refusal: null };
  });
  return { __typename: 'ImportedChargeCards', rows: results, replayed: false, dryRun: dryRun === true };
}

/** A file of so many rows, every hundredth of them bad. */
function aFile(count: number, name = 'cards.csv'): File {
  const rows = Array.from({ length: count }, (_, index) => `${index % 100 === 99 ? 'bad' : `04${index}`};DE${index}`);
  return new File([['RFID;Contract ID', ...rows].join('\n')], name);
}

describe('an import', () => {
  it('tries all rows, and then imports the good ones by calls of 500', async () => {
    const { run, calls, stages } = anImport();
    await run.take(aFile(1_200));
    expect(run.getView()).toMatchObject({ stage: 'CHECKED', name: 'cards.csv', trial: { refused: 12 } });
    await run.begin();
    expect(stages).toEqual(['READING', 'CHECKING', 'CHECKED', 'IMPORTING', 'DONE']);
    expect(run.getView()).toMatchObject({ total: 1_188, tally: { answered: 1_188, imported: 1_188, refused: 0 } });
    expect(calls.map(({ rows, dryRun = false }) => [rows.length, dryRun])).toEqual([
      [1_200, true],
      [500, false],
      [500, false],
      [188, false],
    ]);
    expect(calls.every(({ errorPolicy }) => errorPolicy === 'REJECT_FAILED_ROWS')).toBe(true);
    expect(calls.flatMap(({ rows }) => [...rows]).filter(({ rfid }) => rfid === 'bad')).toHaveLength(12);
  });

  it('stops at a call that fails, and goes on with the same call under the same key', async () => {
    const { run, calls } = anImport(['ANSWERS', 'ANSWERS', 'BREAKS']);
    await run.take(aFile(1_200));
    await run.begin();
    expect(run.getView()).toMatchObject({ stage: 'STOPPED', fault: { message: 'Nobody there.' } });
    expect(run.getView().tally.answered).toBe(500);
    await run.goOn();
    expect(run.getView()).toMatchObject({ stage: 'DONE', fault: null, tally: { imported: 1_188 } });
    const [, first, failed, again, last] = calls;
    expect(again).toEqual(failed);
    expect(new Set([first, failed, last].map((call) => call?.idempotencyKey)).size).toBe(3);
  });

  it('stops after the call that is under way when somebody wants it to, and goes on behind it', async () => {
    const { run, calls } = anImport();
    await run.take(aFile(1_200));
    const leave = run.onChange(() => {
      const { stage, isStopping } = run.getView();
      if (stage === 'IMPORTING' && !isStopping && calls.length === 2) run.stop();
    });
    await run.begin();
    leave();
    expect(run.getView()).toMatchObject({ stage: 'STOPPED', fault: null, isStopping: false });
    expect(calls).toHaveLength(2);
    await run.goOn();
    expect(run.getView()).toMatchObject({ stage: 'DONE', tally: { imported: 1_188 } });
    expect(calls).toHaveLength(4);
  });

  it('stops before its first call when somebody wants it to at once', async () => {
    const { run, calls } = anImport();
    await run.take(aFile(3));
    const importing = run.begin();
    run.stop();
    await importing;
    expect(run.getView()).toMatchObject({ stage: 'STOPPED', isStopping: false, tally: { answered: 0 } });
    expect(calls).toHaveLength(1);
  });

  it('tries the rows again when the dry run fails', async () => {
    const { run, calls } = anImport(['BREAKS']);
    await run.take(aFile(3));
    expect(run.getView()).toMatchObject({ stage: 'CHECKING', fault: { message: 'Nobody there.' } });
    await run.check();
    expect(run.getView()).toMatchObject({ stage: 'CHECKED', fault: null, trial: { answered: 3 } });
    expect(calls[1]).toEqual(calls[0]);
  });

  it('sends nothing of a file that is none, and says so', async () => {
    const { run, calls } = anImport();
    await run.take(new File(['RFID,Contract ID'], 'commas.csv'));
    expect(run.getView()).toMatchObject({ stage: 'EMPTY', name: 'commas.csv', fileFault: { code: 'SEPARATOR' } });
    expect(calls).toEqual([]);
  });

  it('forgets the file before it', async () => {
    const { run } = anImport();
    await run.take(aFile(300));
    await run.begin();
    await run.take(aFile(2, 'more.csv'));
    expect(run.getView()).toMatchObject({ stage: 'CHECKED', name: 'more.csv', tally: { imported: 0 }, total: 2 });
    await run.begin();
    expect(run.getView()).toMatchObject({ stage: 'DONE', tally: { imported: 2 } });
  });
});
