// npm run test:e2e: Apollo's federation compatibility tests, against a products subgraph made and served by our own code.
import 'reflect-metadata';
import { runApolloTests } from './apollo-tests.js';
import { startGateway } from './gateway.js';
import { startNeighbour } from './neighbour.js';
import { startProducts } from './products-server.js';

/** How many tests Apollo's package has; fewer would mean that some were not found. */
const APOLLO_HAS = 23;

async function main(): Promise<void> {
  await using products = await startProducts();
  await using users = await startNeighbour('users');
  await using inventory = await startNeighbour('inventory');
  await using gateway = await startGateway([products, users, inventory]);
  const { passed, total } = await runApolloTests({ PRODUCTS_URL: products.url, GATEWAY_URL: gateway.url });
  console.log(`${passed} of ${total} of Apollo's federation compatibility tests pass.`);
  if (passed !== APOLLO_HAS || total !== APOLLO_HAS) process.exitCode = 1;
}

await main();
