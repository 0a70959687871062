import type { TextFormat, Viewer } from '@tessera/lifecycle';
import type { FilterValue } from '../graphql/filter-condition.js';
import type { SubjectList } from '../graphql/list-subjects.js';
import type { ChargeCardFilter } from './charge-card.inputs.js';
import { CONTRACT_ID, isChargingStaff, RFID } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { filterOf } from '../graphql/list-subjects.js';

/** The fewest characters of a contract id that are searched by. */
const MIN_PREFIX = 6;

/** The searches that only staff may make, in the order in which they are refused: the property searched, and what for. */
const STAFF_SEARCHES = [
  { name: 'rfid', property: 'rfid', toWanted: toRfid },
  { name: 'contractId', property: 'contractId', toWanted: toContractId },
  { name: 'contractIdPrefix', property: 'contractId', toWanted: toBeginning },
] as const;

/** A filter as the list takes it. Throws FORBIDDEN for a search that the viewer may not make, BAD_USER_INPUT for a malformed one. */
export function toListFilter(viewer: Viewer, filter: ChargeCardFilter | null): SubjectList['filter'] {
  const searched = STAFF_SEARCHES.flatMap((search) => {
    const text = filter?.[search.name] ?? null;
    return text === null ? [] : [{ ...search, text }];
  });
  const names = searched.map(({ name }) => name);
  const [first] = names;
  if (first !== undefined && !isChargingStaff(viewer))
    throw new CodedError('FORBIDDEN', `Only the charging operator’s staff search by ${first}: use rfidLast4.`);
  if (names.includes('contractId') && names.includes('contractIdPrefix'))
    throw new CodedError('BAD_USER_INPUT', 'Give contractId or contractIdPrefix: not both.');
  return {
    ...filterOf(filter),
    contractIdPrefix: null,
    rfidLast4: filter?.rfidLast4?.toUpperCase(),
    ...Object.fromEntries(searched.map(({ property, toWanted, text }) => [property, toWanted(text)] as const)),
  };
}

/** An RFID as it is stored. Throws BAD_USER_INPUT. */
export function toRfid(text: string): string {
  return canonicalOf('rfid', RFID, text);
}

function toContractId(text: string): string {
  return canonicalOf('contractId', CONTRACT_ID, text);
}

function canonicalOf(field: string, format: TextFormat, text: string): string {
  const canonical = format.canonical(text);
  if (canonical !== null) return canonical;
  throw new CodedError('BAD_USER_INPUT', `${field}: give ${format.means}, for example ${format.example}.`);
}

function toBeginning(text: string): FilterValue {
  const prefix = text.toUpperCase().replaceAll('-', '');
  if (prefix.length >= MIN_PREFIX && /^[A-Z0-9]+$/.test(prefix)) return { prefix };
  const message = `contractIdPrefix: give at least ${MIN_PREFIX} letters and digits, for example "DE8AAC".`;
  throw new CodedError('BAD_USER_INPUT', message);
}
