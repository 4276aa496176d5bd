import { writeFileSync } from 'node:fs';
import { readConfig } from '../../server/core/config.ts';
import { closeDatabase, openDatabase } from '../../server/core/db.ts';
import { createApp, prepareRooms } from '../../server/main.ts';

// Writes the API's document from the schemas. No query is made: the address only has to look like one.
const OUT_FILE = new URL('../../docs/openapi.json', import.meta.url);

openDatabase('postgres://nobody@127.0.0.1:1/nothing');
const config = readConfig({
  GOODWORD_SECRET: 'a-secret-for-tests-only',
  PUBLIC_URL: 'http://localhost:4400',
});
prepareRooms(config);
const app = await createApp(config);
await app.ready();
writeFileSync(OUT_FILE, `${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();
await closeDatabase();
