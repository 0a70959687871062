/** What each partner's program tells of the card that it registered: the command's answer, the event that it waited for, two readings. */
export const REGISTERED = {
  to: 'REGISTERED',
  watched: { id: true, to: 'REGISTERED' },
  read: 'REGISTERED',
  executed: 'REGISTERED',
  isRefused: true,
};
