import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeDatabase, openDatabase } from '../../server/core/db.ts';
import { startEmbeddedPostgres } from '../../server/core/embedded/postgres.ts';
import { migrate } from '../../server/core/migrate.ts';

/** Does something on a database that was made and migrated for it, and takes it away again. */
export async function withFreshDatabase(act: (url: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'goodword-fresh-'));
  const server = await startEmbeddedPostgres(dataDir);
  try {
    openDatabase(server.url);
    await migrate();
    await act(server.url);
  } finally {
    await closeDatabase();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
