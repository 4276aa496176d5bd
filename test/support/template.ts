import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { closeDatabase, openDatabase } from '../../server/core/db.ts';
import { startEmbeddedPostgres } from '../../server/core/embedded/postgres.ts';
import { migrate } from '../../server/core/migrate.ts';
import { makeFolder, removeFolder } from './folder.ts';

const TEMPLATE = 'goodword_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's address, on the database `postgres`. */
    serverUrl: string;
    template: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeFolder();
  // What is tested is never the machine's power supply; a crash test starts a server of its own.
  const server = await startEmbeddedPostgres(dataDir, {
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 },
  });
  const serverUrl = server.url.replace(/\/[^/]+$/, '/postgres');
  const admin = new pg.Client(serverUrl);
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  openDatabase(serverUrl.replace(/\/[^/]+$/, `/${TEMPLATE}`));
  await migrate();
  await closeDatabase();
  project.provide('serverUrl', serverUrl);
  project.provide('template', TEMPLATE);
  return async () => {
    await server.stop();
    removeFolder(dataDir);
  };
}
