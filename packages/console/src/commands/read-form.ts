import type { CommandInput } from './call-command.js';
import type { CommandField } from './command-fields.js';

/** What somebody has entered, as the API takes it: what is empty is left out. */
export function toCommandInput(form: FormData, fields: readonly CommandField[]): CommandInput {
  const plain = ['reason', 'comment'].map((name) => [name, readText(form, name)] as const);
  const own = fields.map(({ name, control }) => [name, toValue(readText(form, name), control)] as const);
  return Object.fromEntries([...plain, ...own].filter(([, value]) => value !== ''));
}

/** What was typed into a field, without blanks around it. */
export function readText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function toValue(text: string, control: CommandField['control']): string | number {
  if (text === '') return '';
  if (control === 'count') return Number(text);
  // A local time without a zone; one that is none goes as it is, and is refused beside its field.
  return control === 'moment' && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : text;
}
