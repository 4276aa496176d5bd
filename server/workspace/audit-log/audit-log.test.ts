import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { verifyAudit } from '../audit-chain/verify-audit.ts';
import type { AuditEntry } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH';

async function company() {
  const { id: ws } = await makeWorkspace();
  const headers = await signInAsRole(app, ws, 'owner');
  const ask = (method: Method, url: string, body?: object, as = headers) =>
    app.inject({ method, url: `/api/v1${url}`, headers: as, ...(body && { body }) });
  const entries = async (query = '') =>
    (await ask('GET', `/audit-entries?${query}`)).json<{ data: AuditEntry[] }>().data;
  const save = async (name: string) => (await ask('POST', '/accounts', { name })).json<{ id: string }>().id;
  return { ws, ask, entries, save };
}

describe('who saw a record', () => {
  it('stands in the log with its name, once a day and person, however often and at once they open it', async () => {
    const { ws, ask, entries, save } = await company();
    const id = await save('Harbor & Sons');
    await Promise.all(Array.from({ length: 6 }, () => ask('GET', `/accounts/${id}`)));
    const other = await signInAsRole(app, ws, 'viewer');
    await ask('GET', `/accounts/${id}`, undefined, other);
    const views = await entries('what=views');
    expect(views).toHaveLength(2);
    expect(views[0]).toMatchObject({ action: 'account.seen', objectId: id, objectName: 'Harbor & Sons' });
    expect(new Set(views.map(({ actorId }) => actorId)).size).toBe(2);
    expect((await verifyAudit(ws)).faults).toEqual([]);
  });

  it('is told again on another day', async () => {
    const { ask, entries, save } = await company();
    const id = await save('Harbor & Sons');
    await ask('GET', `/accounts/${id}`);
    await pool().query('update workspace.audit_entries set viewed_on = viewed_on - 1');
    await ask('GET', `/accounts/${id}`);
    expect(await entries('what=views')).toHaveLength(2);
  });

  it.each([
    [
      'people',
      { email: 'mali@harbor.example' },
      { action: 'person.seen', objectName: 'mali@harbor.example' },
    ],
    ['deals', { name: 'Harbor, 40 seats' }, { action: 'deal.seen', objectName: 'Harbor, 40 seats' }],
    [
      'affiliates',
      { email: 'mali@harbor.example', name: 'Mali' },
      { action: 'affiliate.seen', objectName: 'Mali' },
    ],
  ])('is told of %s too, and not of a record that was not shown', async (list, body, told) => {
    const { ask, entries } = await company();
    const made = await ask('POST', `/${list}`, body);
    const { id } = made.json<{ id: string }>();
    expect((await ask('GET', `/${list}/${id}`)).statusCode).toBe(200);
    expect((await ask('GET', `/${list}/${id.slice(0, 4)}${'0'.repeat(32)}`)).statusCode).toBe(404);
    expect(await entries('what=views')).toMatchObject([told]);
  });
});

describe('the audit log', () => {
  it('is narrowed by words, also those of a name that another entry tells', async () => {
    const { ask, entries, save } = await company();
    const [id] = [await save('Harbor & Sons'), await save('Other')];
    await ask('PATCH', `/accounts/${id}`, { industry: '50%_off\\shop' });
    expect((await entries('q=HARBOR')).map(({ action }) => action)).toEqual([
      'account.changed',
      'account.created',
    ]);
    expect(await entries(`q=${encodeURIComponent('50%_off')}`)).toHaveLength(1);
    expect(await entries('q=0%25off')).toEqual([]);
  });

  it('is narrowed by who, of what, and by days of the workspace’s time zone', async () => {
    const { ws, entries, save } = await company();
    const id = await save('Harbor & Sons');
    const [{ actorId = '' } = {}] = await entries(`objectId=${id}`);
    expect(await entries(`actorId=${actorId}&objectType=account`)).toHaveLength(1);
    expect(await entries('actorKind=key')).toEqual([]);
    await pool().query(`update workspace.workspaces set time_zone = 'Asia/Bangkok' where workspace_id = $1`, [
      ws,
    ]);
    await pool().query(
      `update workspace.audit_entries set at = '2026-03-04T18:30:00Z' where workspace_id = $1 and object_id = $2`,
      [ws, id],
    );
    const ofAccount = (query: string) => entries(`objectId=${id}&${query}`);
    expect(await ofAccount('from=2026-03-05&to=2026-03-05')).toHaveLength(1);
    expect(await ofAccount('to=2026-03-04')).toEqual([]);
    expect(await ofAccount('from=2026-03-06')).toEqual([]);
  });

  it('says which filter it does not understand', async () => {
    const { ask } = await company();
    for (const [query, field] of [
      ['what=all', 'what'],
      ['from=yesterday', 'from'],
    ]) {
      const answer = await ask('GET', `/audit-entries?${query}`);
      expect(answer.statusCode).toBe(422);
      expect(JSON.stringify(answer.json())).toContain(`"${field}"`);
    }
  });

  it('goes out as a file with the same filters, and says that it did', async () => {
    const { ask, entries, save } = await company();
    await save('Harbor & Sons');
    const file = await ask('GET', '/audit-entries/export.csv?objectType=account');
    const lines = file.body.trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('account.created');
    expect(lines[1]).toContain('Harbor & Sons');
    expect(await entries('what=exports')).toMatchObject([
      { action: 'list.exported', objectId: 'audit-entries', after: { objectType: 'account' } },
    ]);
  });
});
