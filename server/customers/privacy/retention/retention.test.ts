import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../../test/support/database.ts';
import { withApiKey } from '../../../../test/support/http.ts';
import { pool } from '../../../core/db.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import { savePeople } from '../../index.ts';
import { applyRetentionRules } from './apply-rules.ts';

useDatabase();

const LONG_AGO = '2020-01-01';
let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers, body });
    return { status: answer.statusCode, ...answer.json() };
  };
  const namesOf = async () => (await call('GET', '/people')).data.map(({ name }: { name: string }) => name);
  return { ws, call, namesOf };
}

/** Leads of long ago: one is quiet, each of the others is needed for a reason of their own. */
async function leads() {
  const { ws, call, namesOf } = await enter();
  const names = ['Quiet', 'Heard of', 'On hold', 'With a task', 'With a deal', 'Customer'];
  const saved = await savePeople(
    ws,
    names.map((name, n) => ({ externalId: `p${n}`, name, stage: name === 'Customer' ? 'customer' : 'lead' })),
  );
  const [, heard, held, busy, dealing] = saved.map(({ id }) => id);
  await call('PUT', `/people/${held}/hold`, { reason: 'A dispute' });
  await call('POST', '/tasks', { title: 'Call', personId: busy });
  await call('POST', '/deals', { name: 'Deal', people: [{ personId: dealing }] });
  await pool().query('update customers.people set created_at = $2 where workspace_id = $1', [ws, LONG_AGO]);
  await pool().query('update customers.timeline_entries set at = $2 where workspace_id = $1', [ws, LONG_AGO]);
  await call('POST', `/people/${heard}/notes`, { body: 'Called back' });
  return { ws, call, namesOf, names };
}

describe('a rule on quiet leads', () => {
  it('erases those whom nothing was heard of and nobody works on, and nobody else', async () => {
    const { call, namesOf, names } = await leads();
    expect(await call('GET', '/retention-rules/quiet_leads/preview?months=12')).toMatchObject({ count: 1 });
    await applyRetentionRules();
    expect((await namesOf()).toSorted()).toEqual(names.toSorted());
    await call('PUT', '/retention-rules/quiet_leads', { months: 12 });
    await applyRetentionRules();
    await applyRetentionRules();
    expect((await namesOf()).toSorted()).toEqual(names.slice(1).toSorted());
    expect((await call('GET', '/erasures')).data).toMatchObject([{ erasedByName: 'Retention rule' }]);
    const { data } = await call('GET', '/retention-rules');
    expect(data[0]).toMatchObject({ kind: 'quiet_leads', months: 12, lastCount: 0 });
  });

  it('that was turned off does nothing, and none reaches into another company', async () => {
    const theirs = await leads();
    const { call } = await leads();
    await call('PUT', '/retention-rules/quiet_leads', { months: 12 });
    await call('PUT', '/retention-rules/quiet_leads', { months: null });
    const { call: third } = await enter();
    await third('PUT', '/retention-rules/quiet_leads', { months: 1 });
    await applyRetentionRules();
    expect(await theirs.namesOf()).toHaveLength(6);
  });
});

describe('rules on mails and the audit log', () => {
  it('forget what is older, and leave a mail that still waits', async () => {
    const { ws, call } = await enter();
    const mail = `insert into core.mails (workspace_id, id, kind, state, sender, recipient, subject, body_text, created_at)
      values ($1, $2, 'test', $3, 'a@x.example', 'b@x.example', 'S', 'B', $4)`;
    const now = new Date();
    for (const [id, state, at] of [
      ['old', 'sent', LONG_AGO],
      ['waiting', 'queued', LONG_AGO],
      ['new', 'sent', now],
    ])
      await pool().query(mail, [ws, id, state, at]);
    await call('POST', '/people', { name: 'Ann' });
    await pool().query('update workspace.audit_entries set at = $2 where workspace_id = $1', [ws, LONG_AGO]);
    for (const kind of ['mails', 'audit']) await call('PUT', `/retention-rules/${kind}`, { months: 6 });
    await applyRetentionRules();
    const mails = await pool().query('select id from core.mails where workspace_id = $1 order by id', [ws]);
    expect(mails.rows.map(({ id }) => id)).toEqual(['new', 'waiting']);
    const audit = await pool().query('select action from workspace.audit_entries where workspace_id = $1', [
      ws,
    ]);
    const actions = audit.rows.map(({ action }) => action);
    expect(actions).not.toContain('person.created');
    expect(actions.filter((action) => action === 'retention_rule.changed')).toHaveLength(2);
  });

  it('are refused with the field at fault', async () => {
    const { call } = await enter();
    expect(await call('PUT', '/retention-rules/mails', { months: 0 })).toMatchObject({ status: 422 });
    expect(await call('PUT', '/retention-rules/nothing', { months: 1 })).toMatchObject({ status: 422 });
  });
});
