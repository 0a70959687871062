import type { Lifecycles } from '@tessera/lifecycle';
import { cardLifecycle, LIFECYCLES } from '@tessera/lifecycle';

/**
 * The lifecycles with a guard that throws for the holder `throws`, a timer that throws for the holder `times`, and a row that no
 * table takes for the holder `breaks`.
 */
export function withFaults(): Lifecycles {
  const { register } = cardLifecycle.commands;
  const [row] = register?.rows ?? [];
  if (register === undefined || row === undefined) throw new Error('No command register');
  const faulty: typeof row = {
    ...row,
    guards: [{ means: 'Throws.', refuse: ({ input }) => (input['holderId'] === 'throws' ? fail() : null) }],
    set: (step) => ({
      ...row.set?.(step),
      ...(step.input['holderId'] === 'breaks' ? { programId: null as unknown as string } : {}),
    }),
  };
  const expire: (typeof cardLifecycle.timers)[string] = {
    means: 'Throws.',
    at: ({ holderId }) => (holderId === 'times' ? fail() : null),
    fires: () => ({ command: 'expire' }),
  };
  const card = {
    ...cardLifecycle,
    commands: { ...cardLifecycle.commands, register: { ...register, rows: [faulty] } },
    timers: { ...cardLifecycle.timers, expire },
  };
  return new Map([...LIFECYCLES, ['CARD', card]]);
}

function fail(): never {
  throw new Error('SELECT secret');
}
