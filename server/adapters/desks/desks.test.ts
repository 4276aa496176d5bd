import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { type DeskKind, HISTORIES, PROOFS } from '../../../test/support/desks.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

const SECRET = 'a-shared-secret';
let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(() => app.close());

interface Desk {
  id: string;
  kind: DeskKind;
  headers: { authorization: string };
  workspaceId: string;
}

async function connect(kind: DeskKind, secret: string | null = SECRET): Promise<Desk> {
  const { id: workspaceId } = await makeWorkspace();
  const headers = await withApiKey(workspaceId);
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/v1/help-desks', headers, body: { kind, name: 'Support', secret } },
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.body).not.toContain(SECRET);
  return { id: answer.json().id, kind, headers, workspaceId };
}

async function call(desk: Desk, method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await app.inject({ method, url: `/api/v1${url}`, headers: desk.headers, body });
  return { status: answer.statusCode, ...answer.json() };
}

async function deliver(desk: Desk, message: object, secret = SECRET) {
  const body = JSON.stringify(message);
  const answer = await app.inject({
    ...{ method: 'POST', url: `/webhooks/${desk.kind}/${desk.id}`, body },
    headers: { 'content-type': 'application/json', ...PROOFS[desk.kind](body, secret) },
  });
  return answer.statusCode;
}

const addAcme = (desk: Desk) => call(desk, 'POST', '/accounts', { name: 'Acme', domain: 'acme.example' });

async function ticketsOf(desk: Desk) {
  const { rows } = await pool().query(
    `select account_id, subject, priority, opened_at, closed_at, first_response_minutes, reopen_count,
      (select email from customers.people where id = person_id) as email
      from signals.tickets where workspace_id = $1`,
    [desk.workspaceId],
  );
  return rows;
}

describe.each(['zendesk', 'intercom', 'freshdesk'] as const)('%s', (kind) => {
  it('is taken only with its proof', async () => {
    const desk = await connect(kind);
    const [message = {}] = HISTORIES[kind];
    expect(await deliver(desk, message, 'another-secret')).toBe(400);
    expect(await deliver({ ...desk, id: 'hdk_unknown' }, message)).toBe(404);
    expect(await deliver(await connect(kind, null), message)).toBe(400);
    expect(await deliver(desk, message)).toBe(200);
    expect(await call(desk, 'GET', `/help-desks/${desk.id}`)).toMatchObject({ refusedCount: 1 });
  });

  it('makes one ticket, of the person who asked and their account, in any order and however often it is told', async () => {
    const history = HISTORIES[kind];
    const outcomes = [];
    for (const order of [history, [...history, ...history].toReversed()]) {
      const desk = await connect(kind);
      const account = await addAcme(desk);
      for (const message of order) expect(await deliver(desk, message)).toBe(200);
      const [ticket, ...others] = await ticketsOf(desk);
      expect(others).toEqual([]);
      expect(ticket).toMatchObject({ account_id: account.id, email: 'ann@acme.example' });
      outcomes.push({ ...ticket, account_id: null });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({
      ...{ subject: 'It is broken', priority: kind === 'intercom' ? 'high' : 'urgent', reopen_count: 0 },
      ...{ opened_at: new Date('2026-03-01T10:00:00Z'), closed_at: new Date('2026-03-02T10:00:00Z') },
      first_response_minutes: kind === 'freshdesk' ? null : 30,
    });
  });

  it('keeps a ticket of somebody unknown, and records it as soon as they are known', async () => {
    const desk = await connect(kind);
    for (const message of HISTORIES[kind]) await deliver(desk, message);
    expect(await ticketsOf(desk)).toEqual([]);
    const unknown = await call(desk, 'GET', `/help-desks/${desk.id}/unknown-requesters`);
    expect(unknown.data).toMatchObject([{ email: 'ann@acme.example', ticketCount: 1 }]);
    const account = await addAcme(desk);
    await call(desk, 'POST', '/people', { email: 'ann@acme.example', accountId: account.id });
    await drainJobs();
    expect(await ticketsOf(desk)).toMatchObject([{ account_id: account.id, email: 'ann@acme.example' }]);
    expect(await call(desk, 'GET', `/help-desks/${desk.id}`)).toMatchObject({
      waitingCount: 0,
      ticketCount: 1,
    });
  });

  it('records one ticket when everything arrives at the same moment', async () => {
    const desk = await connect(kind);
    await addAcme(desk);
    const all = [...HISTORIES[kind], ...HISTORIES[kind]];
    expect(await Promise.all(all.map((message) => deliver(desk, message)))).toEqual(all.map(() => 200));
    expect(await ticketsOf(desk)).toMatchObject([{ closed_at: new Date('2026-03-02T10:00:00Z') }]);
  });

  it('refuses what is no JSON, and stays up', async () => {
    const desk = await connect(kind);
    const body = '{"broken';
    const url = `/webhooks/${kind}/${desk.id}`;
    const headers = { 'content-type': 'application/json', ...PROOFS[kind](body, SECRET) };
    expect((await app.inject({ method: 'POST', url, body, headers })).statusCode).toBe(400);
    expect(await deliver(desk, { ticket: { id: null }, type: 7, data: [] })).toBe(200);
    expect(await call(desk, 'GET', `/help-desks/${desk.id}`)).toMatchObject({ ticketCount: 0 });
  });
});

describe('a help desk', () => {
  it('answers Intercom whether its address is there', async () => {
    const desk = await connect('intercom');
    const status = async (id: string) =>
      (await app.inject({ method: 'HEAD', url: `/webhooks/intercom/${id}` })).statusCode;
    expect([await status(desk.id), await status('hdk_unknown')]).toEqual([200, 404]);
  });

  it('tells satisfaction, which becomes an answer about the ticket, and how often it was opened again', async () => {
    const desk = await connect('zendesk');
    const account = await addAcme(desk);
    const trigger = (updated_at: string, more: object) => ({
      ticket: {
        id: '9',
        requester_email: 'bo@acme.example',
        created_at: '2026-03-01T00:00:00Z',
        updated_at,
        ...more,
      },
    });
    await deliver(desk, trigger('2026-03-02T00:00:00Z', { status: 'solved' }));
    await deliver(desk, trigger('2026-03-03T00:00:00Z', { status: 'open' }));
    await deliver(
      desk,
      trigger('2026-03-04T00:00:00Z', {
        status: 'solved',
        satisfaction_rating: 'Bad',
        satisfaction_comment: 'Slow',
      }),
    );
    expect(await ticketsOf(desk)).toMatchObject([
      { reopen_count: 1, closed_at: new Date('2026-03-04T00:00:00Z') },
    ]);
    const answers = await call(desk, 'GET', `/accounts/${account.id}/survey-answers`);
    expect(answers.data).toMatchObject([{ kind: 'csat', score: 1, comment: 'Slow' }]);
  });

  it('passes over the account of a domain that two accounts share, and of mailboxes that anybody can have', async () => {
    const desk = await connect('freshdesk');
    await call(desk, 'POST', '/accounts', { name: 'Mail', domain: 'gmail.com' });
    const ask = (id: number, email: string) =>
      deliver(desk, { ticket: { id, status: 2, requester: { email }, updated_at: '2026-03-01T00:00:00Z' } });
    await ask(1, 'ann@gmail.com');
    await ask(2, 'bo@nobody.example');
    expect(await ticketsOf(desk)).toEqual([]);
    expect(await call(desk, 'GET', `/help-desks/${desk.id}`)).toMatchObject({ waitingCount: 2 });
  });
});

describe('a ticket of the company’s own system', () => {
  it('is created once, changed by its id, and opened again', async () => {
    const desk = await connect('zendesk');
    await call(desk, 'POST', '/accounts', { name: 'Acme', externalId: 'acme' });
    const tell = (more: object) =>
      call(desk, 'POST', '/tickets', {
        ...{ externalId: 't1', accountExternalId: 'acme', openedAt: '2026-03-01T00:00:00Z', ...more },
      });
    expect(await tell({})).toEqual({ status: 200, outcome: 'created' });
    expect(await tell({})).toMatchObject({ outcome: 'unchanged' });
    expect(await tell({ closedAt: '2026-03-02T00:00:00Z' })).toMatchObject({ outcome: 'updated' });
    expect(await tell({ closedAt: null, reopenCount: 1 })).toMatchObject({ outcome: 'updated' });
    expect(await ticketsOf(desk)).toMatchObject([{ closed_at: null, reopen_count: 1 }]);
  });

  it('is refused with the field at fault', async () => {
    const desk = await connect('zendesk');
    const [mine, theirs] = [await addAcme(desk), await addAcme(await connect('zendesk'))];
    const tell = (more: object) =>
      call(desk, 'POST', '/tickets', { externalId: 't1', openedAt: '2026-03-01T00:00:00Z', ...more });
    for (const [field, more] of [
      ['accountExternalId', {}],
      ['accountExternalId', { accountExternalId: 'nobody' }],
      ['accountId', { accountId: theirs.id }],
      ['personId', { accountId: mine.id, personId: 'per_none' }],
      ['closedAt', { accountId: mine.id, closedAt: '2026-02-01T00:00:00Z' }],
      ['satisfactionScore', { accountId: mine.id, satisfactionScore: 9 }],
    ] as const)
      expect(await tell(more)).toMatchObject({ status: 422, errors: [{ path: field }] });
    expect(await ticketsOf(desk)).toEqual([]);
  });
});
