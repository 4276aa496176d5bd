import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeDatabase, openDatabase } from '../../server/core/db.ts';
import { startEmbeddedPostgres } from '../../server/core/embedded/postgres.ts';
import { migrate } from '../../server/core/migrate.ts';

// Writes the types of every table from a freshly migrated database.
const OUT_FILE = 'server/migrations/tables.generated.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'goodword-tables-'));
const server = await startEmbeddedPostgres(dataDir);
try {
  openDatabase(server.url);
  await migrate();
  await closeDatabase();
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...['--dialect', 'postgres', '--url', server.url, '--out-file', OUT_FILE, '--camel-case'],
      ...['--date-parser', 'string', '--numeric-parser', 'number', '--exclude-pattern', 'graphile_worker.*'],
      ...['--type-mapping', '{"int8":"number"}'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
