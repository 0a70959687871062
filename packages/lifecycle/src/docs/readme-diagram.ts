import type { Lifecycle, Lifecycles } from '../engine/rule.js';
import type { LifecycleSubject } from '../engine/subject.js';
import { toMermaid } from '../engine/to-mermaid.js';

const END = '<!-- end of generated -->';

/** Puts each lifecycle's diagram between its marks of the README. Throws when a mark is gone. */
export function embedDiagrams(readme: string, lifecycles: Lifecycles): string {
  const withStates = [...lifecycles.values()].filter(({ isConfiguration }) => isConfiguration !== true);
  return withStates.reduce(embedDiagram, readme);
}

function embedDiagram(readme: string, lifecycle: Lifecycle<LifecycleSubject>): string {
  const begin = `<!-- generated: ${lifecycle.type} lifecycle -->`;
  const [before, rest] = readme.split(begin);
  const end = rest?.indexOf(END) ?? -1;
  if (before === undefined || rest === undefined || end === -1) throw new Error(`The README lacks ${begin} and ${END}`);
  return `${before}${begin}\n\n\`\`\`mermaid\n${toMermaid(lifecycle)}\n\`\`\`\n\n${rest.slice(end)}`;
}
