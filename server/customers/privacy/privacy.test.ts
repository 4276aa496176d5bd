import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordTickets } from '../../signals/index.ts';
import { saveAccounts, savePeople } from '../index.ts';
import { exportPerson } from './export-person.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function company() {
  const { id: ws } = await makeWorkspace('Acme & Sons');
  const headers = await withApiKey(ws);
  const call = (method: 'GET' | 'POST', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  await saveAccounts(ws, [{ externalId: 'a1', name: 'Example' }]);
  const [ann, bob] = await savePeople(ws, [
    { email: 'ann@example.com', externalId: 'ann-1', name: '<b>Ann</b>', accountExternalId: 'a1' },
    { email: 'bob@example.com', externalId: 'bob-1', name: 'Bob', accountExternalId: 'a1' },
  ]);
  const ticket = { accountExternalId: 'a1', openedAt: new Date('2026-01-02') };
  await recordTickets(ws, [
    { ...ticket, externalId: 't1', personExternalId: 'ann-1', subject: 'Of Ann' },
    { ...ticket, externalId: 't2', personExternalId: 'bob-1', subject: 'Of Bob' },
  ]);
  return { ws, call, ann: ann?.id ?? '', bob: bob?.id ?? '' };
}

interface Data {
  personId: string;
  company: string;
  sections: { topic: string; table: string; rows: Record<string, unknown>[] }[];
}

const rowsOf = (data: Data, table: string) =>
  data.sections.find((section) => section.table === table)?.rows ?? [];

describe('all data of a person', () => {
  it('is what is recorded of this one, and of nobody else', async () => {
    const { call, ann } = await company();
    await call('POST', `/people/${ann}/notes`, { body: 'Likes elephants' });
    const data = (await call('GET', `/people/${ann}/data.json`)).json<Data>();
    expect(data).toMatchObject({ personId: ann, company: 'Acme & Sons' });
    expect(rowsOf(data, 'customers.people')).toMatchObject([{ email: 'ann@example.com' }]);
    expect(rowsOf(data, 'signals.tickets').map(({ subject }) => subject)).toEqual(['Of Ann']);
    expect(JSON.stringify(rowsOf(data, 'customers.timeline_entries'))).toContain('Likes elephants');
    expect(JSON.stringify(data)).not.toContain('Bob');
  });

  it('holds what came from those who were merged into them', async () => {
    const { call, ann, bob } = await company();
    await call('POST', '/merges', { object: 'person', keptId: ann, mergedId: bob });
    const data = (await call('GET', `/people/${bob}/data.json`)).json<Data>();
    expect(data.personId).toBe(ann);
    expect(rowsOf(data, 'signals.tickets')).toHaveLength(2);
  });

  it('is a page to read, in which no value is code', async () => {
    const { call, ann } = await company();
    const page = await call('GET', `/people/${ann}/data.html`);
    expect(page.headers['content-disposition']).toContain('attachment');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('&lt;b&gt;Ann&lt;/b&gt;');
    expect(page.body).not.toContain('<b>');
    expect(page.body).toContain('Acme &amp; Sons');
  });

  it('is handed out to few, on record, and the record does not repeat it', async () => {
    const { ws, call, ann } = await company();
    const url = `/api/v1/people/${ann}/data.json`;
    for (const role of ['sales', 'success_manager', 'finance', 'viewer']) {
      const refused = await app.inject({ url, headers: await signInAsRole(app, ws, role) });
      expect([role, refused.statusCode]).toEqual([role, 403]);
    }
    await call('GET', `/people/${ann}/data.json`);
    const { rows } = await pool().query(
      `select object_id, after from workspace.audit_entries
       where workspace_id = $1 and action = 'person.data_exported'`,
      [ws],
    );
    expect(rows).toEqual([{ object_id: ann, after: { format: 'json' } }]);
  });

  it('that nobody reads to its end holds no transaction open', async () => {
    const { ws, ann } = await company();
    await pool().query(
      `insert into customers.timeline_entries (workspace_id, id, person_id, at, kind, code, source_id)
       select $1, 'tle_' || n, $2, now(), 'note', repeat('long ', 100), 's' || n from generate_series(1, 5000) n`,
      [ws, ann],
    );
    const file = await exportPerson(systemActor(ws, 'Owner'), ann, 'json');
    const isOpen = async () => {
      const { rows } = await pool().query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and xact_start is not null and backend_type = 'client backend'`,
      );
      return rows.length > 0;
    };
    await once(file, 'readable');
    expect(await isOpen()).toBe(true);
    file.destroy();
    await vi.waitFor(async () => expect(await isOpen()).toBe(false));
  });

  it('of another company’s person is not found', async () => {
    const { ann } = await company();
    const other = await company();
    expect((await other.call('GET', `/people/${ann}/data.json`)).statusCode).toBe(404);
  });
});
