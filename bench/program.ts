import pg from 'pg';
import { saveAffiliate, saveOffer } from '../server/affiliates/index.ts';
import { systemActor } from '../server/core/actor.ts';
import { readConfig } from '../server/core/config.ts';
import { closeDatabase, openDatabase } from '../server/core/db.ts';
import { migrate } from '../server/core/migrate.ts';
import { prepareRooms } from '../server/main.ts';
import { saveLink } from '../server/tracking/index.ts';
import { createApiKey, createWorkspace } from '../server/workspace/index.ts';

export interface BenchProgram {
  workspaceId: string;
  offerId: string;
  apiKey: string;
  /** One of each affiliate. */
  links: { id: string; key: string; affiliateId: string }[];
}

/**
 * A migrated database with an offer and affiliates who have a link each.
 * @param more further facts, written while the database is open in this process.
 */
export async function makeProgram(
  url: string,
  affiliates: number,
  more: (program: BenchProgram) => Promise<void> = async () => {},
): Promise<BenchProgram> {
  openDatabase(url);
  try {
    await migrate();
    prepareRooms(readConfig({ GOODWORD_SECRET: 'only-for-measuring', GOODWORD_LOG_LEVEL: 'silent' }));
    const program = await fill(affiliates);
    await more(program);
    return program;
  } finally {
    await closeDatabase();
  }
}

async function fill(affiliates: number): Promise<BenchProgram> {
  const { id: workspaceId } = await createWorkspace(
    { name: 'Bench', slug: 'bench', timeZone: 'Asia/Bangkok', currency: 'USD', locale: 'en', isSample: true },
    { email: 'bench@example.com', name: 'Bench' },
  );
  const { key: apiKey } = await createApiKey(systemActor(workspaceId, 'bench'), {
    name: 'bench',
    kind: 'secret',
  });
  const destinationUrl = 'https://acme.example/start?plan=pro';
  const { id: offerId } = await saveOffer(workspaceId, { name: 'Acme', destinationUrl });
  const links: BenchProgram['links'] = [];
  for (let index = 0; index < affiliates; index += 1) {
    const email = `affiliate-${index}@example.com`;
    const { id: affiliateId } = await saveAffiliate(workspaceId, {
      name: `Affiliate ${index}`,
      email,
      status: 'active',
    });
    const { id, key } = await saveLink(workspaceId, { affiliateId, offerId });
    links.push({ id, key, affiliateId });
  }
  return { workspaceId, offerId, apiKey, links };
}

/** Gives the planner the statistics that a database has once it has run for a minute. */
export async function analyze(url: string): Promise<void> {
  await runSql(url, 'analyze');
}

export async function runSql(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(text);
  await client.end();
}
