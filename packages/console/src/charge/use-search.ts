import type { Search, UnusableTerm } from './search-term.js';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { withParameter } from '../widgets/with-parameter.js';
import { readTerm } from './search-term.js';

/** What is searched for, and what stands in the field. */
export interface SearchTerm {
  readonly text: string;
  /** Null: nothing yet. */
  readonly search: Search | UnusableTerm | null;
  readonly setText: (text: string) => void;
}

/** A search that stands in the address, but for an RFID, of which the address has the last four digits. */
export function useSearch(isStaff: boolean): SearchTerm {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.get('q') ?? '';
  const [entered, setEntered] = useState({ text: address, address });
  // Whoever goes back in the history, or follows a link, searches for what the address says.
  const text = entered.address === address ? entered.text : address;
  const setText = (next: string) => {
    const search = readTerm(next, isStaff);
    const inAddress = search === null || typeof search === 'string' ? '' : search.inAddress;
    setEntered({ text: next, address: inAddress });
    setParameters((last) => withParameter(last, 'q', inAddress));
  };
  return { text, search: readTerm(text, isStaff), setText };
}
