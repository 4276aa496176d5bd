import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIR = path.resolve(import.meta.dirname, 'dist/web');
const COMPRESSIBLE = /\.(js|css|html|svg|json)$/;
const SMALLEST_WORTH_COMPRESSING_BYTES = 1_024;
// One file compresses better than many small ones: what every screen loads, and what at least this many share.
const ON_EVERY_SCREEN =
  /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack[\\/](query-core|react-query|store|react-store|react-router|router-core|history))[\\/]/;
const SHARED_BY_AT_LEAST = 30;
const FEW_LARGE_FILES = [
  { name: 'base', test: ON_EVERY_SCREEN },
  { name: 'common', test: /node_modules/, minShareCount: SHARED_BY_AT_LEAST },
];
const API_ADDRESS = 'http://localhost:4400';

export default defineConfig({
  root: 'web',
  plugins: [react(), compressed()],
  build: {
    outDir: OUT_DIR,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: FEW_LARGE_FILES } } },
  },
  server: { proxy: { '/api': API_ADDRESS, '/r': API_ADDRESS } },
});

/** Leaves a brotli and a gzip copy beside every text file, which the server hands out as they are. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = OUT_DIR }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(file)) continue;
        const content = readFileSync(path.join(dir, file));
        if (content.length < SMALLEST_WORTH_COMPRESSING_BYTES) continue;
        writeFileSync(path.join(dir, `${file}.br`), brotliCompressSync(content));
        writeFileSync(path.join(dir, `${file}.gz`), gzipSync(content));
      }
    },
  };
}
