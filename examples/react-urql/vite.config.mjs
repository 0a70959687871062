import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { origin } = new URL(process.env.TESSERA_URL ?? 'http://127.0.0.1:4001/graphql');

export default defineConfig({
  plugins: [react()],
  server: {
    // The API sends no CORS headers: pages reach it under their own origin. In production your web server does the same.
    proxy: {
      '/graphql': { target: origin, ws: true },
      '/dev/personas': { target: origin },
    },
  },
});
