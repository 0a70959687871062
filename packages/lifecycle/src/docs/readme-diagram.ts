import type { Lifecycle } from '../engine/rule.js';
import type { LifecycleSubject } from '../engine/subject.js';
import { toMermaid } from '../engine/to-mermaid.js';

const BEGIN = '<!-- generated: card lifecycle -->';
const END = '<!-- end of generated -->';

/** Puts a lifecycle's diagram between the marks of the README. Throws when the marks are gone. */
export function embedDiagram(readme: string, lifecycle: Lifecycle<LifecycleSubject>): string {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The README lacks ${BEGIN} and ${END}`);
  return `${before}${BEGIN}\n\n\`\`\`mermaid\n${toMermaid(lifecycle)}\n\`\`\`\n\n${END}${after}`;
}
