import { closeDatabase, openDatabase } from '../../server/core/db.ts';
import { startEmbeddedPostgres } from '../../server/core/embedded/postgres.ts';
import { migrate } from '../../server/core/migrate.ts';
import { makeFolder, removeFolder } from './folder.ts';

/** Does something on a database that was made and migrated for it, and takes it away again. */
export async function withFreshDatabase(act: (url: string) => Promise<void>): Promise<void> {
  const dataDir = makeFolder();
  const server = await startEmbeddedPostgres(dataDir);
  try {
    openDatabase(server.url);
    await migrate();
    await act(server.url);
  } finally {
    await closeDatabase();
    await server.stop();
    removeFolder(dataDir);
  }
}
