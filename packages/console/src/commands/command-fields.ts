import type { CommandOption, CommandRequest } from './command-request.js';

/** A field of a dialog: what a command takes of its own. */
export interface CommandField {
  /** Its name in the input. */
  readonly name: string;
  readonly control: 'text' | 'moment' | 'kiosk' | 'programOfCards' | 'programOfTemporaryCards' | 'count';
  readonly isRequired: boolean;
}

const text = (name: string, isRequired = true): CommandField => ({ name, control: 'text', isRequired });
const moment = (name: string, isRequired = true): CommandField => ({ name, control: 'moment', isRequired });

/** What commands take besides the reason and the comment, by kind and command. Those that are not named take nothing. */
const FIELDS: Readonly<Record<string, readonly CommandField[]>> = {
  'CARD REGISTER': [
    { name: 'programId', control: 'programOfCards', isRequired: true },
    text('holderId'),
    text('embossedName', false),
  ],
  'TEMPORARY_CARD REQUEST': [
    { name: 'programId', control: 'programOfTemporaryCards', isRequired: true },
    { name: 'count', control: 'count', isRequired: true },
  ],
  'TEMPORARY_CARD ASSIGN': [text('holderId'), moment('validUntil', false), text('replacesCardId', false)],
  'TEMPORARY_CARD EXTEND': [moment('validUntil')],
  'CHARGE_CARD IMPORT': [text('rfid'), text('contractId')],
  'CHARGE_CARD ACTIVATE': [text('contractId'), text('accountId'), text('subscriptionId')],
  'CHARGE_CARD START_ACTIVATION': [text('accountId')],
  'CHARGE_CARD ACCEPT_TERMS': [text('subscriptionId')],
  'CHARGE_CARD SCHEDULE_DEACTIVATION': [moment('deactivatesAt')],
  'PRODUCTION_OPERATION START': [{ name: 'kioskId', control: 'kiosk', isRequired: true }],
  'PRODUCTION_OPERATION REFUSE': [text('errorCode'), text('description', false)],
  'PRODUCTION_OPERATION FAIL': [text('errorCode'), text('description', false)],
};

/** What a command takes of its own. */
export function fieldsOf(kind: string, command: string): readonly CommandField[] {
  return FIELDS[`${kind} ${command}`] ?? [];
}

/** What a dialog asks for besides the reason and the comment. */
export function askedFields({ kind, option, asksId = false }: CommandRequest): readonly CommandField[] {
  const fields = fieldsOf(kind, option.command);
  return asksId ? [text('id'), ...fields] : fields;
}

/** Commands that cannot be taken back: one is asked whether one means it. */
const IRREVERSIBLE: ReadonlySet<string> = new Set([
  'CARD ABORT',
  'CARD REJECT',
  'CARD LOCK',
  'TEMPORARY_CARD ABORT',
  'TEMPORARY_CARD LOCK',
  'CHARGE_CARD DEACTIVATE',
  'PRODUCTION_OPERATION CANCEL',
]);

/** Whether a command ends something for good. */
export function isIrreversible(kind: string, command: string): boolean {
  return IRREVERSIBLE.has(`${kind} ${command}`);
}

/** What is known of a command before the API has said more: one that makes a thing, or is done to one that nobody sees yet. */
export function creation(command: string): CommandOption {
  const nothing = { to: null, blockedBy: null, reasons: [], reasonRequired: false, commentRequired: false };
  return { command, allowed: true, apiOnly: false, ...nothing };
}

/** The command whose answer is what it is for: its dialog shows it. */
export const SHOWS_RESULT = 'REVEAL';

/** Whether something must be asked before the command is sent. */
export function needsDialog(kind: string, option: CommandOption): boolean {
  return (
    fieldsOf(kind, option.command).length > 0 ||
    option.reasons.length > 0 ||
    option.commentRequired ||
    isIrreversible(kind, option.command) ||
    option.command === SHOWS_RESULT
  );
}
