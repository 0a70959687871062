import type { CommandField } from './command-fields.js';
import { useKiosks, usePrograms } from '../live/use-lists.js';
import { nameKioskStatus, texts, toWords } from '../texts/texts.js';
import { SelectField, TextField } from '../widgets/field.js';
import { describeMissingList } from '../widgets/notice.js';

interface ControlProps {
  readonly field: CommandField;
  /** What it begins with. */
  readonly initial: unknown;
  readonly issue: string | null;
}

/** The control of a command’s own field. */
export function CommandFieldControl({ field, initial, issue }: ControlProps) {
  const { name, control, isRequired } = field;
  const own = texts.fields[name] ?? toWords(name);
  const common = {
    label: isRequired ? own : texts.commandDesk.optional(own),
    name,
    required: isRequired,
    issue,
    defaultValue: typeof initial === 'string' || typeof initial === 'number' ? initial : '',
  };
  switch (control) {
    case 'text':
      return <TextField {...common} />;
    case 'count':
      return <TextField {...common} type="number" min={1} max={9} defaultValue={1} />;
    case 'moment':
      return <TextField {...common} type="datetime-local" />;
    case 'kiosk':
      return <KioskSelect {...common} />;
    case 'programOfCards':
      return <ProgramSelect {...common} kind="CARD" />;
    case 'programOfTemporaryCards':
      return <ProgramSelect {...common} kind="TEMPORARY_CARD" />;
  }
}

type Common = Omit<Parameters<typeof SelectField>[0], 'options'>;

function KioskSelect(common: Common) {
  const { data: kiosks = [], fault } = useKiosks();
  const options = kiosks.map(({ id, branch, status }) => ({
    value: id,
    name: [id, branch, nameKioskStatus(status)].filter(Boolean).join(' · '),
  }));
  return (
    <SelectField {...common} hint={describeMissingList(fault)} none={texts.commandDesk.choose} options={options} />
  );
}

function ProgramSelect({ kind, ...common }: Common & { readonly kind: string }) {
  const { data: programs = [], fault } = usePrograms();
  const options = programs.filter((program) => program.kind === kind).map(({ id, name }) => ({ value: id, name }));
  return (
    <SelectField {...common} hint={describeMissingList(fault)} none={texts.commandDesk.choose} options={options} />
  );
}
