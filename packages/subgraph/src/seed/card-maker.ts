import type { Holders } from './holders.js';
import type { Random } from './random.js';
import type { SeedCard } from './scene.js';
import type { Chapter } from './story.js';

/** Contract ids of our provider, which are counted. */
const CONTRACT_ID = 'DE8AAC';

/** Responsible for the cards of the plan: whose they are, and what is on them. No RFID and no contract id comes twice. */
export class CardMaker {
  #count = 0;

  constructor(private readonly holders: Holders) {}

  /** The card of a chapter: a new one, unless it goes on with the first card of its story. */
  make(chapter: Chapter, cards: readonly SeedCard[], random: Random): SeedCard {
    switch (chapter.kind) {
      case 'CARD':
        return this.#makeCard(chapter, cards[0], random);
      case 'TEMPORARY_CARD':
        return this.#number({
          kind: chapter.kind,
          programId: random.weigh(chapter.programs),
          holderId: holderOf(cards),
        });
      case 'CHARGE_CARD': {
        const before = chapter.isDuplicate === true ? cards.at(-1) : undefined;
        return before === undefined
          ? this.#number({ kind: chapter.kind, ...this.#credentials(random) })
          : this.#number({ ...before, duplicateOf: before.key });
      }
    }
  }

  #makeCard(
    { kind, programs, goesOn }: Extract<Chapter, { kind: 'CARD' }>,
    first: SeedCard | undefined,
    random: Random,
  ): SeedCard {
    if (programs === undefined) {
      if (first === undefined) throw new Error('A story begins with a card of a program');
      return goesOn === true ? first : this.#number(first);
    }
    const programId = random.weigh(programs);
    const { id: holderId, name: embossedName } = this.holders.take(programId);
    return this.#number({ kind, programId, holderId, embossedName });
  }

  #credentials(random: Random): Pick<SeedCard, 'rfid' | 'contractId'> {
    const count = this.#count.toString(16).padStart(5, '0');
    // The maker's byte, what is random, and what makes it one of its kind, last because the last four digits are shown.
    const rfid = `04${random.whole(0, 0xfffffff).toString(16).padStart(7, '0')}${count}`.toUpperCase();
    return { rfid, contractId: `${CONTRACT_ID}${String(10_000_000 + this.#count * 7)}` };
  }

  #number(card: Partial<SeedCard> & Pick<SeedCard, 'kind'>): SeedCard {
    const key = this.#count;
    this.#count += 1;
    return { ...BLANK, ...card, key };
  }
}

const BLANK = {
  programId: null,
  holderId: null,
  embossedName: null,
  rfid: '',
  contractId: '',
  duplicateOf: null,
};

function holderOf([first]: readonly SeedCard[]): string | null {
  return first?.holderId ?? null;
}
