import { execFileSync } from 'node:child_process';
import { withFreshDatabase } from './fresh-database.ts';

// Writes the types of every table from a freshly migrated database.
const OUT_FILE = 'server/migrations/tables.generated.ts';

await withFreshDatabase(async (url) => {
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...['--dialect', 'postgres', '--url', url, '--out-file', OUT_FILE, '--camel-case'],
      ...['--date-parser', 'string', '--numeric-parser', 'number', '--exclude-pattern', 'graphile_worker.*'],
      ...['--type-mapping', '{"int8":"number"}'],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
});
