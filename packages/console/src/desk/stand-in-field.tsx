import type { Tessera } from '@tessera/sdk';
import { ListStandInsDocument } from '../__generated__/documents.js';
import { useAsk } from '../live/use-ask.js';
import { texts } from '../texts/texts.js';
import { SelectField } from '../widgets/field.js';
import { describeMissingList } from '../widgets/notice.js';

/** Which of the holder’s usable cards the temporary one stands in for: that one is out of use meanwhile. */
export function StandInField({ holderId, issue }: { readonly holderId: string; readonly issue: string | null }) {
  const ask = async (tessera: Tessera, signal: AbortSignal) =>
    holderId === '' ? [] : (await tessera.execute(ListStandInsDocument, { holderId }, { signal })).cards.nodes;
  const { data: cards = [], fault } = useAsk(`stand-ins ${holderId}`, ask, {
    isStale: ({ row }) => row?.kind === 'CARD' && row.ownerId === holderId,
  });
  const hint =
    holderId === '' ? texts.desk.standInFirst : cards.length === 0 ? texts.desk.standInNone : texts.desk.standInWhy;
  return (
    <SelectField
      key={holderId}
      label={texts.desk.standIn}
      name="replacesCardId"
      issue={issue}
      hint={describeMissingList(fault) ?? hint}
      none={texts.desk.standInForNothing}
      options={cards.map(({ id, program }) => ({ value: id, name: `${program.name} · ${id}` }))}
    />
  );
}
