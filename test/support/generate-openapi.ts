import { writeFileSync } from 'node:fs';
import { readConfig } from '../../server/core/config.ts';
import { createApp, prepareRooms } from '../../server/main.ts';
import { withFreshDatabase } from './fresh-database.ts';

// Writes the API's document from the schemas.
const OUT_FILE = new URL('../../docs/openapi.json', import.meta.url);

await withFreshDatabase(async () => {
  const config = readConfig({
    GOODWORD_SECRET: 'a-secret-for-tests-only',
    PUBLIC_URL: 'http://localhost:4400',
  });
  prepareRooms(config);
  const app = await createApp(config);
  await app.ready();
  writeFileSync(OUT_FILE, `${JSON.stringify(app.swagger(), null, 2)}\n`);
  await app.close();
});
