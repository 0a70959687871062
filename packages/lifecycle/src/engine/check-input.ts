import type { Role, Viewer } from '../roles.js';
import type { InputIssue, InputIssueCode, RefusalOf } from './refusal.js';
import type { TransitionRequest } from './request.js';
import type { CommandRule, Input, InputField } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { holdsCardNumber } from './card-number.js';
import { callerRoles } from './define-lifecycle.js';
import { refuseInput } from './refusal.js';

/** The longest comment, in characters. */
export const MAX_COMMENT_LENGTH = 500;

/** The longest id of another system, in characters. */
export const MAX_ID_LENGTH = 64;

/**
 * Checks what can be checked from the input and the viewer's roles alone; null when nothing is wrong.
 * All faults are told at once, each with its path. It is the first of the refusals, before idempotency.
 */
export function checkInput(
  rule: CommandRule<LifecycleSubject>,
  request: TransitionRequest,
): RefusalOf<'InputInvalid'> | null {
  const fields = Object.entries(rule.input ?? {});
  const issues = [
    ...checkId(request.subjectId),
    ...fields.flatMap(([name, field]) =>
      checkField([name, field], request.input[name], actingRole(rule, request.viewer)),
    ),
    ...fields.flatMap(([name, field]) => checkCompany(name, field, request.input)),
    ...checkReason(rule, request),
    ...checkComment(rule, request),
  ];
  return issues.length === 0 ? null : refuseInput(issues);
}

/** The input as rules and the log see it: texts with a form in their canonical spelling. To be called after `checkInput`. */
export function canonicalInput(rule: CommandRule<LifecycleSubject>, input: Input): Input {
  const formatted = Object.entries(rule.input ?? {}).flatMap(([name, { format }]) => {
    const value = input[name];
    return format === undefined || typeof value !== 'string' ? [] : [[name, format.canonical(value)] as const];
  });
  return formatted.length === 0 ? input : { ...input, ...Object.fromEntries(formatted) };
}

/** An issue of a field of the mutation's `input`. */
export function inputIssue(field: string, code: InputIssueCode, message: string): InputIssue {
  return { path: ['input', field], code, message };
}

function actingRole(rule: CommandRule<LifecycleSubject>, viewer: Viewer): Role | undefined {
  return callerRoles(rule).find((role) => viewer.roles.includes(role));
}

function checkId(id: string | null): InputIssue[] {
  return id === null ? [] : checkText('id', { type: 'ID', means: 'The subject.' }, id);
}

function checkField(
  [name, field]: readonly [string, InputField],
  value: unknown,
  role: Role | undefined,
): InputIssue[] {
  if (value === undefined || value === null) {
    const demanded =
      field.requiredFor === 'EVERYBODY' || (role !== undefined && field.requiredFor?.includes(role) === true);
    return demanded ? [inputIssue(name, 'REQUIRED', `Give ${name}${example(field)}.`)] : [];
  }
  if (typeof value === 'number') return checkNumber(name, field, value);
  return typeof value === 'string' ? checkText(name, field, value) : [];
}

function checkCompany(name: string, { notWith }: InputField, input: Input): InputIssue[] {
  const isGiven = (value: unknown) => value !== undefined && value !== null && value !== false;
  if (notWith === undefined || !isGiven(input[name]) || !isGiven(input[notWith])) return [];
  return [inputIssue(name, 'NOT_TAKEN', `Give ${name} or ${notWith}: not both.`)];
}

function checkNumber(name: string, { range: [min, max] = [0, Number.MAX_SAFE_INTEGER] }: InputField, value: number) {
  return value >= min && value <= max ? [] : [inputIssue(name, 'OUT_OF_RANGE', `Give a number from ${min} to ${max}.`)];
}

function checkText(name: string, field: InputField, value: string): InputIssue[] {
  const min = field.minLength ?? 1;
  const max = field.maxLength ?? MAX_ID_LENGTH;
  const length = countCharacters(value);
  if (length < min)
    return [inputIssue(name, 'TOO_SHORT', `Give at least ${min} character${min === 1 ? '' : 's'}${example(field)}.`)];
  if (length > max) return [inputIssue(name, 'TOO_LONG', `Give at most ${max} characters; these are ${length}.`)];
  if (value.trim() !== value)
    return [inputIssue(name, 'MALFORMED', 'Remove the white space at its beginning and end.')];
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(value)) return [inputIssue(name, 'MALFORMED', 'Remove the control characters.')];
  if (field.oneOf?.includes(value) === false)
    return [inputIssue(name, 'NOT_ONE_OF', `${value} is not taken here${example(field)}.`)];
  if (field.format?.canonical(value) === null)
    return [inputIssue(name, 'MALFORMED', `Give ${field.format.means}${example(field)}.`)];
  return isFreeText(field) ? checkFreeText(name, value) : [];
}

/**
 * Ids, RFIDs, contract ids and idempotency keys are not free text: machines make them, and of all numbers of that length one in ten has
 * a right check digit by chance. An idempotency key is stored as its digest alone.
 */
function isFreeText(field: InputField): boolean {
  return field.isFreeText ?? (field.type === 'STRING' && field.format === undefined);
}

/** The number is not told again: refusals are shown, kept and logged by whoever gets them. */
function checkFreeText(name: string, value: string): InputIssue[] {
  const message = 'Take the payment card number out: 13 to 19 digits that look like one are never kept here.';
  return holdsCardNumber(value) ? [inputIssue(name, 'PAYMENT_CARD_NUMBER', message)] : [];
}

function example({ example: own, format }: InputField): string {
  const shown = own ?? format?.example;
  return shown === undefined ? '' : `, for example ${shown}`;
}

function checkReason(rule: CommandRule<LifecycleSubject>, { reason }: TransitionRequest): InputIssue[] {
  const taken = rule.reasons ?? [];
  if (reason === null) {
    return rule.reasonRequired ? [inputIssue('reason', 'REQUIRED', `Give a reason: ${taken.join(', ')}.`)] : [];
  }
  if (taken.length === 0) return [inputIssue('reason', 'NOT_TAKEN', 'This command takes no reason: leave it out.')];
  return taken.includes(reason) ? [] : [inputIssue('reason', 'NOT_ONE_OF', `Give one of ${taken.join(', ')}.`)];
}

function checkComment(rule: CommandRule<LifecycleSubject>, { comment, reason }: TransitionRequest): InputIssue[] {
  const length = countCharacters(comment ?? '');
  if (length > MAX_COMMENT_LENGTH)
    return [inputIssue('comment', 'TOO_LONG', `Give at most ${MAX_COMMENT_LENGTH} characters; these are ${length}.`)];
  if (comment !== null && comment.trim() !== '') return checkFreeText('comment', comment);
  if (reason === 'OTHER')
    return [inputIssue('comment', 'REQUIRED', 'The reason OTHER demands a comment that tells it.')];
  return rule.commentRequired ? [inputIssue('comment', 'REQUIRED', 'Say why in a comment.')] : [];
}

/** As people and databases count: one beyond the basic plane is one. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}
