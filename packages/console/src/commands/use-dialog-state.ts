import type { CommandRequest } from './command-request.js';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

/** Whether the dialog of a desk is there, and for whom. */
interface DialogState {
  readonly isOpen: boolean;
  /** Somebody wants something; `isAsked`: the dialog opens for it. */
  readonly begin: (request: CommandRequest, isAsked: boolean) => void;
  /** Whether whoever wanted that is still here: nothing else was wanted since, it was not closed, and the page is the same. */
  readonly isPresent: (request: CommandRequest) => boolean;
  readonly show: () => void;
  readonly close: () => void;
}

/** A dialog that belongs to the page which it was opened on: it closes when that is left. */
export function useDialogState(): DialogState {
  const [location] = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const present = useRef<CommandRequest | null>(null);
  if (openAt !== null && openAt !== location) setOpenAt(null);
  useEffect(
    () => () => {
      present.current = null;
    },
    [location],
  );
  return {
    isOpen: openAt === location,
    begin: (request, isAsked) => {
      present.current = request;
      setOpenAt(isAsked ? location : null);
    },
    isPresent: (request) => present.current === request,
    show: () => setOpenAt(location),
    close: () => {
      present.current = null;
      setOpenAt(null);
    },
  };
}
