// GraphiQL's editor runs its language services in workers, and shows its API to this page.
const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

self.MonacoEnvironment = {
  globalAPI: true,
  getWorkerUrl: (_, label) => `graphiql/${WORKERS[label] ?? 'editor.worker.js'}`,
};
