import type { IndexBehind, Row } from '../support/filtered-lists.js';
import type { TableAccess } from '../support/query-plan.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { aViewer } from '../support/log-stack.js';
import { fieldsOf, idsThatFit, listOf, LISTS, pairsOf, rowsOf, sampleOf, widesOf } from '../support/filtered-lists.js';
import { countsAmong, ListStage } from '../support/list-stage.js';

const LOOKUPS = `query($card: ID!, $chargeCard: ID!, $rfid: String!) {
  card(id: $card) { temporaryCard { id replacesCard { id } } production { id } history(first: 1) { nodes { id } } }
  chargeCard(id: $chargeCard) { duplicates { id } }
  chargeCardByRfid(rfid: $rfid) { id }
}`;

describeOnEachDatabase('lists and lookups', ({ open }) => {
  let opening: Promise<ListStage> | null = null;
  const setUp = () => (opening ??= open().then((opened) => ListStage.set(opened)));
  afterAll(async () => {
    await (await opening)?.close();
  });

  it.each(LISTS)('$name: an index is behind every filter, also of the pages after the first', async (list) => {
    const stage = await setUp();
    const deviations: string[] = [];
    for (const [field, behind] of Object.entries(list.indexes)) {
      const { sent } = await stage.readPages(list, sampleOf(list, [field]));
      const [first, ...others] = await stage.explainAll(sent);
      // What is left after a cursor can be so little that a server reads all of it.
      const rest = others.filter(({ searchedBy }) => !searchedBy.includes('id'));
      for (const access of [first, ...rest])
        if (!isSearched(access, behind)) deviations.push(`${field}: ${access?.told}`);
    }
    expect(Object.keys(list.indexes).sort()).toEqual(fieldsOf(list.filterType));
    expect(deviations).toEqual([]);
  });

  it.each(LISTS)('$name: of two filters the index of one is searched', async (list) => {
    const stage = await setUp();
    const deviations: string[] = [];
    for (const pair of pairsOf(list)) {
      const { sent } = await stage.readPages(list, sampleOf(list, pair));
      for (const { index, told } of await stage.explainAll(sent)) {
        if (!pair.some((field) => list.indexes[field]?.[0] === index))
          deviations.push(`${pair.join(' and ')}: ${told}`);
      }
    }
    expect(deviations).toEqual([]);
  });

  it.each(LISTS)('$name: no filter, and one that most rows fit, does not read the whole table', async (list) => {
    const stage = await setUp();
    for (const filter of widesOf(list)) {
      const { sent } = await stage.readPages(list, filter, { pages: 2 });
      for (const access of await stage.explainAll(sent))
        expect(access).toMatchObject({ index: expect.any(String) as string });
    }
  });

  it.each(LISTS)(
    '$name: filters find the rows that fit, alone and together, newest first over all pages',
    async (list) => {
      const stage = await setUp();
      const alone = Object.keys(list.indexes).map((field) => [field]);
      const samples = [...alone, ...pairsOf(list)].map((fields) => sampleOf(list, fields));
      for (const filter of [...samples, ...widesOf(list)]) {
        const { ids } = await stage.readPages(list, filter, { first: samples.includes(filter) ? 20 : 200 });
        expect([filter, ids]).toEqual([filter, idsThatFit(list, filter)]);
        expect(ids).not.toEqual([]);
      }
    },
  );

  it.each(LISTS)('$name: rows are counted only when the total is selected, and by the filter’s index', async (list) => {
    const stage = await setUp();
    const filter = sampleOf(list, ['createdAt']);
    expect(countsAmong((await stage.readPages(list, filter)).sent)).toEqual([]);
    const { ids, sent, totals } = await stage.readPages(list, filter, { fields: 'totalCount' });
    const counts = countsAmong(sent);
    expect([totals, counts]).toEqual([[ids.length], [expect.anything()]]);
    expect(await stage.explainAll(counts)).toMatchObject([{ index: list.indexes['createdAt']?.[0] }]);
  });

  it.each([
    ['CARDHOLDER', 'cards', 'card_by_holder'],
    ['CARDHOLDER', 'temporaryCards', 'temporary_card_by_holder'],
    ['ACCOUNT_OWNER', 'chargeCards', 'charge_card_by_account'],
  ] as const)('%s: the own of all %s are found by their index', async (role, name, index) => {
    const stage = await setUp();
    const list = listOf(name);
    const viewer = aViewer(role, { id: 'holder-7', accountIds: ['account-7', 'account-8'] });
    const { ids, sent } = await stage.readPages(list, {}, { viewer });
    const isOwn = ({ holderId, accountId }: Row) =>
      holderId === viewer.id || viewer.accountIds.includes(String(accountId));
    const own = rowsOf(list).filter(isOwn);
    expect(ids).toEqual(own.map(({ id }) => id));
    for (const access of await stage.explainAll(sent)) expect(access).toMatchObject({ index });
  });

  it('entities and what hangs on them are found by an index each', async () => {
    const stage = await setUp();
    const [standIn = {}] = rowsOf(listOf('temporaryCards')).filter(({ replacesCardId }) => replacesCardId !== null);
    const [duplicate = {}] = rowsOf(listOf('chargeCards')).filter(({ originalId }) => originalId !== null);
    const { replacesCardId: card } = standIn;
    const { originalId: chargeCard, rfid } = duplicate;
    const { data, sent } = await stage.run(LOOKUPS, { card, chargeCard, rfid });
    expect(data.at('card.temporaryCard.id')).toBe(standIn['id']);
    expect(data.each('chargeCard.duplicates', 'id')).toContain(duplicate['id']);
    const found = await stage.explainAll(sent);
    expect(found.map(({ searchedBy }) => searchedBy.join()).sort()).toEqual([
      'tenant_id,id',
      'tenant_id,id',
      'tenant_id,original_id',
      'tenant_id,replaces_card_id',
      'tenant_id,rfid',
      'tenant_id,subject_id',
      'tenant_id,subject_kind,subject_id',
    ]);
  });
});

/** Whether the index is searched by the tenant and by its column. */
function isSearched(access: TableAccess | undefined, [index, column]: IndexBehind): boolean {
  const columns = ['tenant_id', column];
  return access?.index === index && columns.every((each) => access.searchedBy.includes(each));
}
