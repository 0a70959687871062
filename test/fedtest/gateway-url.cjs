// Runs before each of Apollo's test files: they ask a gateway at a fixed address, ours listens on a free port.
const { env } = require('node:process');
const client = require('@apollo/federation-subgraph-compatibility-tests/dist/utils/client');

client.ROUTER_URL = env.GATEWAY_URL;
