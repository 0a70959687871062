import type { Subscription } from '../support/subscriber-socket.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { createStreamFigure, SUBSCRIBERS } from '../support/stream-figure.js';

const SUBSCRIPTION: Subscription = {
  query: `subscription Changes($after: Cursor) { statusChanged(after: $after) { ${EVENT_SCALARS} } }`,
  variables: {},
};

/** What it costs to tell one more identical subscriber of an event. */
export const deliveryFigure = createStreamFigure({
  name: 'delivery',
  how: `All subscribe to the whole tenant's events by the same document, and select all scalars of an event. One process holds ${SUBSCRIBERS.toLocaleString('en')} sockets with a subscription each, and deactivates and reactivates cards over HTTP: the next when all subscribers were told of the last. It checks that each was told of each event, once, in order, by the same bytes. Processor time of the server's process with all subscribers, less that of as many transitions with one subscriber, which is what writing costs, divided by the deliveries. The reference is a bare \`ws\` server: for each event it sends one ready string of the same length to each socket.`,
  program: 'raw-server',
  goal: { atMost: 2.5 },
  referenceName: 'a ready string by ws',
  lines: { 'an event, 1,000 identical subscribers': () => SUBSCRIPTION },
});
