import type { ProductionErrorCode } from '@tessera/lifecycle';
import { productionErrorCodes, removeCardNumbers } from '@tessera/lifecycle';

const MAX_DESCRIPTION_LENGTH = 500;

/** An error as a report may carry it. */
export interface ChannelError {
  readonly errorCode: ProductionErrorCode;
  readonly description: string | null;
}

/**
 * Turns what a channel says into what a report of the side may carry: a code that is unknown, or of the other side, becomes
 * UNKNOWN_ERROR and stays in the text. The text is cut to what the log takes, and loses what looks like a payment card number: no
 * caller is there to be told to take it out.
 */
export function mapChannelError(side: 'REQUEST' | 'PRODUCTION', code: string, text: string | null): ChannelError {
  const errorCode = productionErrorCodes(side).find((known) => known === code);
  if (errorCode !== undefined) return { errorCode, description: cleanText(text ?? '') };
  return { errorCode: 'UNKNOWN_ERROR', description: cleanText(text === null ? code : `${code}: ${text}`) };
}

function cleanText(text: string): string | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const printable = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  const cut = removeCardNumbers(printable).slice(0, MAX_DESCRIPTION_LENGTH).trim();
  return cut === '' ? null : cut;
}
