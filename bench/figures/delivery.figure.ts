import type { Subscription } from '../support/subscriber-socket.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { createStreamFigure, HOW_DELIVERIES_ARE_COUNTED } from '../support/stream-figure.js';

const SUBSCRIPTION: Subscription = {
  query: `subscription Changes($after: Cursor) { statusChanged(after: $after) { ${EVENT_SCALARS} } }`,
  variables: {},
};

/** What it costs to tell one more identical subscriber of an event. */
export const deliveryFigure = createStreamFigure({
  name: 'delivery',
  how: `All subscribe to the whole tenant's events by the same document, and select all scalars of an event. ${HOW_DELIVERIES_ARE_COUNTED} The reference is a bare \`ws\` server: for each event it sends one ready string of the same length to each socket.`,
  program: 'raw-server',
  goal: { atMost: 2.5 },
  referenceName: 'a ready string by ws',
  lines: { 'an event, 1,000 identical subscribers': () => SUBSCRIPTION },
});
