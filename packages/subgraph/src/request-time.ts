/** How long a request may take, in milliseconds: whatever works for it is given up then, or ended. */
export const REQUEST_MS = 5_000;
