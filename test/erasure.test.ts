import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savePlan } from '../server/commissions/index.ts';
import { pool } from '../server/core/db.ts';
import type { App } from '../server/core/http/server.ts';
import { findRefusing, savePeople } from '../server/customers/index.ts';
import { createApp } from '../server/main.ts';
import { recordSurveyAnswers, recordTickets, recordUsage } from '../server/signals/index.ts';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from './support/database.ts';
import { signInAsRole, withApiKey } from './support/http.ts';
import { TWENTY_PERCENT } from './support/money.ts';
import { makeProgram } from './support/program.ts';
import { textOfWorkspace } from './support/text-of-workspace.ts';

useDatabase();

const EMAIL = 'quendrida@xylophant.example';
/** Words that stand for nothing but the person. */
const HERS = /quendrida|xylophant|zyxwell|tuba/gi;
let app: App;

beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function callerOf(ws: string) {
  const headers = await withApiKey(ws);
  return async (method: Method, url: string, body?: object, more: object = {}) => {
    const answer = await app.inject({
      ...{ method, url: `/api/v1${url}`, body, headers: { ...headers, ...more } },
    });
    return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
  };
}

/** Quendrida works at Example and was met in every room: she bought through Ann, asked, answered, and was there twice. */
async function metEverywhere() {
  const { id: ws, affiliates, offer } = await makeProgram(['Ann']);
  const [ann] = affiliates;
  await savePlan(ws, TWENTY_PERCENT);
  const call = await callerOf(ws);
  const account = await call('POST', '/accounts', {
    name: 'Example',
    externalId: 'ex',
    domain: 'example.example',
  });
  const told = { email: EMAIL, name: 'Quendrida Zyxwell', phone: '+1 555 1234', accountId: account.id };
  const person = await call(
    'POST',
    '/people',
    { ...told, externalId: 'tuba-1' },
    { 'idempotency-key': 'once' },
  );
  const double = await call('POST', '/people', {
    name: 'Quendrida Z.',
    phone: '+1 555 1234',
    accountId: account.id,
  });
  await call('POST', '/merges', { object: 'person', keptId: person.id, mergedId: double.id });
  await call('PATCH', `/people/${person.id}`, { title: 'Plays the tuba' });
  await call('POST', `/people/${person.id}/notes`, { body: 'Loves the tuba' });
  await call('POST', '/activities', {
    kind: 'call',
    accountId: account.id,
    personIds: [person.id],
    body: 'Renewal',
  });
  await call('POST', '/tasks', { title: 'Call Quendrida', personId: person.id });
  await call('POST', '/deals', {
    name: 'Renewal',
    accountId: account.id,
    people: [{ personId: person.id, role: 'champion' }],
  });
  await call('POST', `/people/${person.id}/consents`, {
    purpose: 'news',
    channel: 'email',
    isGranted: true,
    basis: 'consent',
    source: 'form',
    evidence: 'Quendrida ticked it',
  });
  const of = { accountExternalId: 'ex', personExternalId: 'tuba-1' };
  await recordTickets(ws, [
    {
      ...of,
      externalId: 't1',
      subject: 'The tuba is broken',
      openedAt: new Date('2026-01-02'),
      satisfactionScore: 2,
      satisfactionComment: 'Bad for tubas',
    },
  ]);
  await recordSurveyAnswers(ws, [
    { ...of, kind: 'nps', score: 9, comment: 'Tuba!', answeredAt: new Date('2026-01-03') },
  ]);
  await recordUsage(ws, [{ ...of, feature: 'play', day: '2026-01-04', quantity: 3 }]);
  await call('POST', '/events/sale', {
    ...{ customerExternalId: 'cus-1', customerEmail: EMAIL, customerName: 'Quendrida' },
    ...{ invoiceId: 'inv-1', amountMinor: 10_000, currency: 'USD', metadata: { for: 'a tuba' } },
  });
  await creditSale(call, ann?.id, offer.id);
  return { ws, call, person };
}

/** The one sale is the affiliate's, with its commission. */
async function creditSale(
  call: Awaited<ReturnType<typeof callerOf>>,
  affiliateId: string | undefined,
  offerId: string,
) {
  const [sale] = (await call('GET', '/sales')).data;
  await call('POST', `/sales/${sale.id}/credit`, { affiliateId, offerId, reason: 'Ann brought her' });
  await drainJobs();
}

async function booksOf(ws: string) {
  const { rows } = await pool().query(
    `select entry_id, line, account, affiliate_id, amount_minor, currency from commissions.ledger_lines
     where workspace_id = $1 order by entry_id, line`,
    [ws],
  );
  return rows;
}

async function usedOf(ws: string): Promise<number> {
  const { rows } = await pool().query(
    'select sum(quantity)::integer as used from signals.usage_days where workspace_id = $1',
    [ws],
  );
  return rows[0].used;
}

const erase = (call: Awaited<ReturnType<typeof callerOf>>, id: string, confirmation = EMAIL) =>
  call('POST', `/people/${id}/erasure`, { confirmation });

describe('erasing a person who was met in every room', () => {
  it('leaves no word of them in any table, and every line of the books and every sale as they were', async () => {
    const { ws, call, person } = await metEverywhere();
    expect(await textOfWorkspace(ws)).toMatch(HERS);
    const before = { books: await booksOf(ws), used: await usedOf(ws) };
    expect(before.used).toBe(3);
    const preview = await call('GET', `/people/${person.id}/erasure`);
    const erasure = await erase(call, person.id);
    expect(erasure).toMatchObject({ status: 200, personId: person.id, parts: preview.parts });
    await drainJobs();
    const left = await textOfWorkspace(ws);
    const hers = [...left.matchAll(HERS)].map(({ index }) => left.slice(index - 60, index + 40));
    expect(hers).toEqual([]);
    const queue = await pool().query('select payload::text from graphile_worker._private_jobs');
    expect(JSON.stringify(queue.rows)).not.toMatch(HERS);
    expect(before.books.length).toBeGreaterThan(1);
    expect(await booksOf(ws)).toEqual(before.books);
    expect((await call('GET', '/sales')).data).toMatchObject([{ amountMinor: 10_000 }]);
    expect(await usedOf(ws)).toBe(before.used);
    expect((await call('GET', `/people/${person.id}`)).status).toBe(404);
  });

  it('is done once also by two at once, and answered the same again', async () => {
    const { call, person } = await metEverywhere();
    const [one, other] = await Promise.all([erase(call, person.id), erase(call, person.id)]);
    expect(one.status).toBe(200);
    expect(other).toEqual(one);
    expect(await erase(call, person.id, 'whatever')).toEqual(one);
    expect((await call('GET', '/erasures')).data).toHaveLength(1);
  });

  it('asks for their address, and is not done while their data is on hold', async () => {
    const { call, person } = await metEverywhere();
    expect(await erase(call, person.id, 'Quendrida')).toMatchObject({
      status: 422,
      errors: [{ path: 'confirmation' }],
    });
    await call('PUT', `/people/${person.id}/hold`, { reason: 'A dispute' });
    expect(await call('GET', `/people/${person.id}/erasure`)).toMatchObject({
      blocks: ['hold'],
      hold: { reason: 'A dispute' },
    });
    expect(await erase(call, person.id)).toMatchObject({ status: 409, code: 'erasure_hold' });
    expect((await call('DELETE', `/people/${person.id}/hold`)).status).toBe(204);
    expect((await erase(call, person.id)).status).toBe(200);
  });

  it('cannot be taken back by undoing a merge or by a repeated request', async () => {
    const { ws, call, person } = await metEverywhere();
    const { data: merges } = await call('GET', '/merges?object=person');
    await erase(call, person.id);
    expect((await call('DELETE', `/merges/${merges[0].id}`)).status).toBe(404);
    expect(await textOfWorkspace(ws)).not.toMatch(HERS);
  });

  it('is remembered by nothing that can be read, and whoever comes again with the address is not written to', async () => {
    const { ws, call, person } = await metEverywhere();
    await erase(call, person.id);
    const [again] = await savePeople(ws, [{ email: EMAIL.toUpperCase(), name: 'Q' }]);
    const id = again?.id ?? '';
    expect([...(await findRefusing(ws, { purpose: 'program', channel: 'email' }, [id]))]).toEqual([id]);
    await drainJobs();
    const { history } = await call('GET', `/people/${id}/consents`);
    expect(history).toMatchObject([{ purpose: 'all', isGranted: false }]);
  });

  it('leaves who has the same address in another company', async () => {
    const other = await makeWorkspace();
    await savePeople(other.id, [{ email: EMAIL, name: 'Quendrida' }]);
    const { call, person } = await metEverywhere();
    const theirs = await textOfWorkspace(other.id);
    await erase(call, person.id);
    expect(await textOfWorkspace(other.id)).toBe(theirs);
  });

  it('is for whoever may, who has signed in just now', async () => {
    const { ws, person } = await metEverywhere();
    const send = async (headers: Record<string, string>) =>
      app.inject({
        ...{
          method: 'POST',
          url: `/api/v1/people/${person.id}/erasure`,
          body: { confirmation: EMAIL },
          headers,
        },
      });
    expect((await send(await signInAsRole(app, ws, 'sales'))).statusCode).toBe(403);
    const owner = await signInAsRole(app, ws, 'owner');
    await pool().query("update workspace.sessions set created_at = now() - interval '1 hour'");
    expect((await send(owner)).json()).toMatchObject({ code: 'sign_in_again' });
    expect((await send(await signInAsRole(app, ws, 'owner'))).statusCode).toBe(200);
  });
});

describe('erasing an affiliate', () => {
  it('waits until their part in the program has ended and nothing is owed', async () => {
    const { id: ws, affiliates, offer } = await makeProgram(['Ann']);
    const [ann] = affiliates;
    const call = await callerOf(ws);
    await savePlan(ws, TWENTY_PERCENT);
    const person = await call('POST', '/people', { email: ann?.email, name: 'Ann Tuba' });
    await call('POST', '/events/sale', {
      ...{
        customerExternalId: 'cus-1',
        invoiceId: 'inv-1',
        amountMinor: 10_000,
        currency: 'USD',
      },
    });
    await creditSale(call, ann?.id, offer.id);
    const preview = await call('GET', `/people/${person.id}/erasure`);
    expect(preview.blocks).toContain('affiliateActive');
    expect(preview.blocks).toContain('balanceOpen');
    expect((await erase(call, person.id, ann?.email)).status).toBe(409);
  });
});
