import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Our own script, and the one that a client of another house loads. */
const SCRIPTS = {
  goodword: { source: 'goodword.ts', bundle: 'track.js' },
  dub: { source: 'dub.ts', bundle: 'dub.js' },
} as const;
export type ScriptName = keyof typeof SCRIPTS;

const building = new Map<ScriptName, Promise<string>>();

/** A browser script, minified; built when the bundle is missing or older than its sources. */
export function buildSnippet(name: ScriptName): Promise<string> {
  const known = building.get(name) ?? readOrBuild(name);
  building.set(name, known);
  return known;
}

export async function buildSnippets(): Promise<void> {
  await Promise.all([buildSnippet('goodword'), buildSnippet('dub')]);
}

async function readOrBuild(name: ScriptName): Promise<string> {
  const bundle = path.join(DIST, SCRIPTS[name].bundle);
  if (existsSync(bundle) && statSync(bundle).mtimeMs >= lastChange()) return readFileSync(bundle, 'utf8');
  // Only a build needs the bundler: a finished installation serves the file.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.join(FOLDER, SCRIPTS[name].source)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
  });
  const text = outputFiles[0]?.text ?? '';
  mkdirSync(DIST, { recursive: true });
  writeFileSync(bundle, text);
  return text;
}

function lastChange(): number {
  const times = readdirSync(FOLDER).map((file) => statSync(path.join(FOLDER, file)).mtimeMs);
  return Math.max(...times);
}
