import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/documents.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  tsconfig: 'tsconfig.build.json',
  dts: true,
  splitting: true,
  clean: true,
  treeshake: true,
});
