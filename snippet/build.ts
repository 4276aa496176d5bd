import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('goodword.ts', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../dist/track.js', import.meta.url));

let building: Promise<string> | null = null;

/** The browser script, minified; built when the bundle is missing or older than its source. */
export function buildSnippet(): Promise<string> {
  building ??= readOrBuild();
  return building;
}

async function readOrBuild(): Promise<string> {
  const isFresh = existsSync(BUNDLE) && statSync(BUNDLE).mtimeMs >= statSync(SOURCE).mtimeMs;
  if (isFresh) return readFileSync(BUNDLE, 'utf8');
  // Only a build needs the bundler: a finished installation serves the file.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
  });
  const text = outputFiles[0]?.text ?? '';
  mkdirSync(path.dirname(BUNDLE), { recursive: true });
  writeFileSync(BUNDLE, text);
  return text;
}
