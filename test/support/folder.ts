import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clusterDirOf } from '../../server/core/embedded/reachable.ts';

/** A folder below the temporary one; remove it with `removeFolder`. */
export function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'goodword-test-'));
  // Open to the user under whom PostgreSQL runs when we are root, so that a database made in it is inside.
  chmodSync(folder, 0o755);
  return folder;
}

/** Removes it with the database, which is elsewhere where the temporary folder itself is closed to others. */
export function removeFolder(folder: string): void {
  rmSync(clusterDirOf(folder), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
