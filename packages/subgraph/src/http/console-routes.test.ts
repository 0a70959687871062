import { fastify } from 'fastify';
import { addConsoleRoutes } from './console-routes.js';

describe('a console that was not built', () => {
  const configuration = { signIn: { kind: 'PERSONAS', url: '/dev/personas' }, graphqlUrl: '/graphql' } as const;

  it.each(['/console', '/console/', '/console/cards/card_1', '/console/assets/index.js'])(
    'says at %s what to do, in the form of every error',
    async (url) => {
      await using server = fastify();
      await addConsoleRoutes(server, { folder: null, configuration, pagePolicy: '' });
      const { statusCode, body } = await server.inject({ url, headers: { accept: 'text/html' } });
      expect(statusCode).toBe(404);
      expect(JSON.parse(body)).toEqual({
        errors: [
          {
            message: 'The console has not been built. Run `npm run build`, then start the server again.',
            extensions: { code: 'BAD_REQUEST', retryable: false, requestId: expect.any(String) as string },
          },
        ],
      });
    },
  );

  it('has its configuration for a page that is served from elsewhere', async () => {
    await using server = fastify();
    await addConsoleRoutes(server, { folder: null, configuration, pagePolicy: '' });
    expect((await server.inject('/console/configuration.json')).json()).toEqual(configuration);
  });
});
