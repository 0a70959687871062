import type { Random } from './random.js';
import { FIRST_NAMES, LAST_NAMES } from './people.js';

/** Somebody whom a card is for. */
export interface Holder {
  readonly id: string;
  /** As it is embossed. */
  readonly name: string;
}

/** The cardholder among the personas has cards, but none of the program that the README tries things with. */
const PERSONA: Holder = { id: 'mara.lind', name: 'MARA LIND' };
const PROGRAMS_OF_THE_PERSONA: ReadonlySet<string> = new Set(['branch', 'campus', 'contractor']);

/** How far apart in the list of names the people of two programs begin: some have cards of both. */
const APART = 311;

/** Responsible for whose the cards are: in each program everybody has the cards of one story. */
export class Holders {
  readonly #people: readonly Holder[];
  readonly #programs = new Map<string, { next: number }>();

  constructor(random: Random) {
    const names = FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last) => `${first} ${last}`));
    this.#people = random.shuffle(names.map((name) => ({ id: idOf(name), name: name.toUpperCase() })));
  }

  /** Somebody who was not taken for the program yet. */
  take(programId: string): Holder {
    const program = this.#programs.get(programId);
    if (program !== undefined) return this.#at((program.next += 1));
    const first = this.#programs.size * APART;
    this.#programs.set(programId, { next: first });
    return PROGRAMS_OF_THE_PERSONA.has(programId) ? PERSONA : this.#at(first);
  }

  /** Where the list ends it begins anew, with people of the same names. */
  #at(place: number): Holder {
    const round = Math.floor(place / this.#people.length);
    const person = this.#people[place % this.#people.length];
    if (person === undefined) throw new Error('There are no people');
    return round === 0 ? person : { ...person, id: `${person.id}${round + 1}` };
  }
}

function idOf(name: string): string {
  return name.toLowerCase().replace(' ', '.');
}
