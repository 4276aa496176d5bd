import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSnippets } from '../snippet/build.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MARK = path.join(ROOT, 'dist', 'built-from');
// The web app is made of these; server schemas give it types only.
const SOURCES = ['web', 'snippet', 'locales', 'package-lock.json', 'vite.config.ts'];

/** Builds the web app and the scripts for other people's pages, unless what is there was built from the same sources. */
export async function buildWebWhenStale(tell: (line: string) => void): Promise<void> {
  const digest = digestSources();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === digest) return;
  tell('Building the web app …');
  // In a process of its own: what serves afterwards does not keep the memory that a build takes. What people get is
  // built only under this name, and whoever started us may have set another.
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  await run(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await buildSnippets();
  mkdirSync(path.dirname(MARK), { recursive: true });
  writeFileSync(MARK, digest);
}

function digestSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesBelow(path.join(ROOT, source))) {
      hash.update(path.relative(ROOT, file)).update(readFileSync(file));
    }
  return hash.digest('hex');
}

function filesBelow(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
