import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT_DIR = path.resolve(import.meta.dirname, 'dist/web');
const COMPRESSIBLE = /\.(js|css|html|svg|json)$/;
const SMALLEST_WORTH_COMPRESSING_BYTES = 1_024;
const API_ADDRESS = 'http://localhost:4400';

export default defineConfig({
  root: 'web',
  plugins: [react(), compressed()],
  build: { outDir: OUT_DIR, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 600 },
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
