import type { Kind } from '../kinds/kind.js';
import type { BoardFilter } from './board-filter.js';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { useKiosks, usePrograms } from '../live/use-lists.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { SelectField, TextField } from '../widgets/field.js';
import { describeMissingList } from '../widgets/notice.js';
import { readFilter, withFilter, withoutFilters } from './board-filter.js';
import styles from './board.module.css';

/** What narrows a board. It stands in the address: a board can be sent to somebody as it is. */
export function FilterBar({ kind }: { readonly kind: Kind }) {
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(kind, parameters);
  const change = (name: keyof BoardFilter, value: string) =>
    setParameters(withFilter(parameters, name, value), { replace: true });
  const has = (name: keyof BoardFilter) => kind.filters.includes(name);
  return (
    <form
      className={styles['filters']}
      aria-label={texts.board.filters}
      onSubmit={(event) => {
        event.preventDefault();
        const owner = new FormData(event.currentTarget).get('owner');
        change('ownerId', typeof owner === 'string' ? owner.trim() : '');
      }}
    >
      {has('programId') && (
        <ProgramFilter kind={kind} value={filter.programId ?? ''} onChange={(value) => change('programId', value)} />
      )}
      {has('kioskId') && <KioskFilter value={filter.kioskId ?? ''} onChange={(value) => change('kioskId', value)} />}
      {has('ownerId') && (
        <OwnerFilter kind={kind} value={filter.ownerId ?? ''} onChange={(value) => change('ownerId', value)} />
      )}
      {Object.keys(filter).length > 0 && (
        <Button emphasis="quiet" onClick={() => setParameters(withoutFilters(parameters), { replace: true })}>
          {texts.board.clear}
        </Button>
      )}
    </form>
  );
}

interface FilterProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function OwnerFilter({ kind, value, onChange }: FilterProps & { readonly kind: Kind }) {
  const field = useRef<HTMLInputElement>(null);
  // The field stays when the address changes, and with it the focus and what is being typed.
  useEffect(() => {
    if (field.current !== null) field.current.value = value;
  }, [value]);
  return (
    <TextField
      ref={field}
      label={texts.board.owner[kind.name]}
      name="owner"
      placeholder={texts.board.ownerHint}
      defaultValue={value}
      onBlur={(event) => onChange(event.target.value.trim())}
    />
  );
}

function ProgramFilter({ kind, value, onChange }: FilterProps & { readonly kind: Kind }) {
  const { data: programs = [], fault } = usePrograms();
  // Operations are of cards of both kinds.
  const fitting = programs.filter((program) => kind.name === 'PRODUCTION_OPERATION' || program.kind === kind.name);
  return (
    <SelectField
      label={texts.fields.programId}
      value={value}
      hint={describeMissingList(fault)}
      onChange={(event) => onChange(event.target.value)}
      none={texts.board.all}
      options={fitting.map(({ id, name }) => ({ value: id, name }))}
    />
  );
}

function KioskFilter({ value, onChange }: FilterProps) {
  const { data: kiosks = [], fault } = useKiosks();
  return (
    <SelectField
      label={texts.fields.kioskId}
      value={value}
      hint={describeMissingList(fault)}
      onChange={(event) => onChange(event.target.value)}
      none={texts.board.all}
      options={kiosks.map(({ id, branch }) => ({ value: id, name: branch === null ? id : `${id} · ${branch}` }))}
    />
  );
}
