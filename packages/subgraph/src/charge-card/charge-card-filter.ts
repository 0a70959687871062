import type { TextFormat, Viewer } from '@tessera/lifecycle';
import type { FilterValue } from '../graphql/filter-condition.js';
import type { SubjectList } from '../graphql/list-subjects.js';
import type { ChargeCardFilter } from './charge-card.inputs.js';
import { CONTRACT_ID, isChargingStaff, RFID } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { filterOf } from '../graphql/list-subjects.js';

/** The fewest characters of a contract id that are searched by. */
const MIN_PREFIX = 6;

/** The searches that only staff may make: what they look for. */
const STAFF_SEARCHES = {
  rfid: (text: string) => toRfid(text),
  contractId: (text: string) => canonicalOf('contractId', CONTRACT_ID, text),
  contractIdPrefix: (text: string) => toBeginning(text),
} as const satisfies Partial<Record<keyof ChargeCardFilter, (text: string) => FilterValue>>;

const SEARCHES = ['rfid', 'contractId', 'contractIdPrefix'] as const;

const EXAMPLES = { rfid: '"04A2B3C4D5E6F7"', contractId: '"DE-8AA-C00123456-7"' } as const;

/** A filter as the list takes it. Throws FORBIDDEN for a search that the viewer may not make, BAD_USER_INPUT for a malformed one. */
export function toListFilter(viewer: Viewer, filter: ChargeCardFilter | null): SubjectList['filter'] {
  const searched = SEARCHES.filter((name) => (filter?.[name] ?? null) !== null);
  const [first] = searched;
  if (first !== undefined && !isChargingStaff(viewer))
    throw new CodedError('FORBIDDEN', `Only the charging operator’s staff search by ${first}: use rfidLast4.`);
  if (searched.includes('contractId') && searched.includes('contractIdPrefix'))
    throw new CodedError('BAD_USER_INPUT', 'Give contractId or contractIdPrefix: not both.');
  const found = searched.map((name) => [name, STAFF_SEARCHES[name](filter?.[name] ?? '')] as const);
  const { contractIdPrefix, ...exact } = Object.fromEntries(found) as Record<string, FilterValue>;
  return {
    ...filterOf(filter),
    ...{ contractIdPrefix: null, rfidLast4: filter?.rfidLast4?.toUpperCase() },
    ...(contractIdPrefix === undefined ? {} : { contractId: contractIdPrefix }),
    ...exact,
  };
}

/** An RFID as it is stored. Throws BAD_USER_INPUT. */
export function toRfid(text: string): string {
  return canonicalOf('rfid', RFID, text);
}

function canonicalOf(field: keyof typeof EXAMPLES, format: TextFormat, text: string): string {
  const canonical = format.canonical(text);
  if (canonical !== null) return canonical;
  throw new CodedError('BAD_USER_INPUT', `${field}: give ${format.means}, for example ${EXAMPLES[field]}.`);
}

function toBeginning(text: string): FilterValue {
  const prefix = text.toUpperCase().replaceAll('-', '');
  if (prefix.length >= MIN_PREFIX && /^[A-Z0-9]+$/.test(prefix)) return { prefix };
  const message = `contractIdPrefix: give at least ${MIN_PREFIX} letters and digits, for example "DE8AAC".`;
  throw new CodedError('BAD_USER_INPUT', message);
}
