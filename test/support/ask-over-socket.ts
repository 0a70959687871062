import type { ExecutionResult } from 'graphql';
import type { Client } from 'graphql-ws';

/** The first answer to an operation over a WebSocket, or the errors that refused it. */
export function askOverSocket(
  client: Client,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  return new Promise((resolve, reject) => {
    const unsubscribe = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          resolve(result as ExecutionResult);
          unsubscribe();
        },
        error: (error) => {
          if (Array.isArray(error)) resolve({ errors: error });
          else reject(error instanceof Error ? error : new Error(`The socket was closed: ${JSON.stringify(error)}`));
        },
        complete: () => undefined,
      },
    );
  });
}
