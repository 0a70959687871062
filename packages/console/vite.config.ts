import type { Plugin } from 'vite';
import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

/** A server to develop against: `npm start` runs one. */
const { origin } = new URL(process.env['TESSERA_URL'] ?? 'http://127.0.0.1:4001/graphql');

/** Served under /console by the subgraph; `vite build --base /elsewhere/` for another place. */
export default defineConfig({
  base: '/console/',
  plugins: [react(), precompress()],
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

/** Puts a `.br` and a `.gz` beside each file that is text, as small as they get; whoever serves the files sends these. */
function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: ({ build, root }) => void (folder = resolve(root, build.outDir)),
    closeBundle: () => {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      for (const name of names.filter((each) => /\.(html|js|css|svg|json)$/.test(each))) {
        const content = readFileSync(join(folder, name));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
