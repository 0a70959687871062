import type { KeyboardEvent } from 'react';

/** Does something else on Enter than the field would. */
export function onEnter<Field extends Element>(act: (field: Field) => void): (event: KeyboardEvent<Field>) => void {
  return (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    act(event.currentTarget);
  };
}
