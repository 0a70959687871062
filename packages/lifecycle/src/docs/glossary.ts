import type { ProductionErrorCategory, ProductionErrorCode } from '../production-errors.js';
import { meaningsOf } from '../engine/code-words.js';
import { GUARD_CODES } from '../guard-codes.js';
import {
  PRODUCTION_ERROR_CATEGORIES,
  productionErrorCodes,
  productionErrorRule,
  PRODUCTION_ERRORS,
} from '../production-errors.js';
import { REASONS } from '../reasons.js';
import { ROLES } from '../roles.js';
import { blocks, codes, table } from './markdown.js';

/** The closed lists that all lifecycles share: roles, reasons and guard codes. */
export function describeGlossary(): string {
  return blocks(
    '## Roles',
    describeNames('role', ROLES),
    '## Reasons',
    describeNames('reason', REASONS),
    '## Guard codes',
    describeNames('guard', meaningsOf(GUARD_CODES)),
  );
}

/** The catalogue of production error codes, by category; UNKNOWN_ERROR stands in both lists. */
export function describeProductionErrors(): string {
  const categories = Object.entries(PRODUCTION_ERROR_CATEGORIES) as [ProductionErrorCategory, string][];
  return blocks(
    '## Production error codes',
    `${Object.keys(PRODUCTION_ERRORS).length} codes. \`retryable\` is advice, never a guard. After a code with \`jobMayExist\` the producer may hold a job all the same: repeating the order then demands a comment. \`UNKNOWN_ERROR\` may be reported with \`refuse\` and with \`fail\`.`,
    ...categories.flatMap(([category, means]) => [`### ${category}`, means, describeCategory(category)]),
  );
}

function describeCategory(category: ProductionErrorCategory): string {
  const sides = ['REQUEST', 'PRODUCTION'] as const;
  const rows = sides.flatMap((side) =>
    productionErrorCodes(side)
      .filter((code) => productionErrorRule(code, side).category === category)
      .map((code) => describeCode(code, side)),
  );
  return table(['code', 'reported with', 'description', 'retryable', 'job may exist'], rows);
}

function describeCode(code: ProductionErrorCode, side: 'REQUEST' | 'PRODUCTION'): string[] {
  const { description, retryable, jobMayExist } = productionErrorRule(code, side);
  const yesOrNo = (holds: boolean) => (holds ? 'yes' : 'no');
  const report = side === 'REQUEST' ? 'refuse' : 'fail';
  return [codes([code]), codes([report]), description, yesOrNo(retryable), yesOrNo(jobMayExist)];
}

function describeNames(head: string, names: Readonly<Record<string, string>>): string {
  return table(
    [head, 'meaning'],
    Object.entries(names).map(([name, means]) => [codes([name]), means]),
  );
}
