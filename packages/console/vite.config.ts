import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** A server to develop against: `npm start` runs one. */
const { origin } = new URL(process.env['TESSERA_URL'] ?? 'http://127.0.0.1:4001/graphql');

/** Served under /console by the subgraph; `vite build --base /elsewhere/` for another place. */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // The policy of the page allows no data: URLs for scripts and styles, and small files are cheap over one connection.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/graphql': { target: origin, ws: true },
      '/dev/personas': { target: origin },
      '/console/configuration.json': { target: origin },
    },
  },
});
