import type { Refusal } from '@tessera/sdk';
import { texts } from '../texts/texts.js';
import { TextArea } from '../widgets/field.js';
import { issueOf } from './refusal-notice.js';

/** What must be said besides the reason. */
export function CommentField({ refusal }: { readonly refusal: Refusal | null }) {
  const issue = issueOf(refusal, 'comment');
  return <TextArea label={texts.fields.comment} name="comment" required maxLength={500} issue={issue} />;
}
