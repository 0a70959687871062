import type { RefObject } from 'react';
import type { CardLookup } from './use-desk-card.js';
import type { Scan } from './use-scan.js';
import { useId } from 'react';
import { texts } from '../texts/texts.js';
import { TextField } from '../widgets/field.js';
import { CardLine } from './card-line.js';
import { judgeCard } from './judge-card.js';
import { onEnter } from './on-enter.js';

interface ScanFieldProps {
  readonly scan: Scan;
  /** What is to be done with the card. */
  readonly command: string;
  readonly field: RefObject<HTMLInputElement | null>;
  /** The card that Enter takes where nothing was typed; null: there is none. */
  readonly suggestion?: string | null;
  readonly autoFocus?: boolean;
  readonly onScanned: () => void;
}

/** The field for a card’s id: Enter, which scanners type behind it, looks the card up and goes on to the next field. */
export function ScanField({ scan, command, field, suggestion = null, autoFocus = false, onScanned }: ScanFieldProps) {
  const lineId = useId();
  const take = () => {
    const id = scan.value.trim() === '' ? suggestion : scan.value;
    if (id === null) return;
    scan.settle(id);
    onScanned();
  };
  return (
    <div>
      <TextField
        ref={field}
        label={texts.desk.cardId}
        name="cardId"
        required
        autoFocus={autoFocus}
        spellCheck={false}
        judgedBy={{ lineId, isBad: isBad(scan.lookup, command) }}
        autoCapitalize="off"
        value={scan.value}
        placeholder={suggestion === null ? '' : texts.desk.next(suggestion)}
        onChange={(event) => scan.type(event.target.value)}
        // An empty field may just have been given an id, which stands in it only after this.
        onBlur={() => scan.value !== '' && scan.settle()}
        onKeyDown={onEnter(take)}
      />
      <CardLine id={lineId} lookup={scan.lookup} command={command} />
    </div>
  );
}

/** Whether nothing will come of the card. */
function isBad(lookup: CardLookup, command: string): boolean {
  return lookup.at === 'UNKNOWN' || (lookup.at === 'FOUND' && !judgeCard(lookup.card, command).isOpen);
}
