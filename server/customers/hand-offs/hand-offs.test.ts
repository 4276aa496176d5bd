import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterDeals, goOn } from '../../../test/support/deals.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { queueMail } from '../../core/mail.ts';
import { createApp } from '../../main.ts';
import { appendTimeline } from '../timeline/append-timeline.ts';
import { type LeadFacts, suggestNext } from './rules.ts';
import type { HandOff, HandOffFigures, HandOffView } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

type Headers = Record<string, string>;

async function enter() {
  const entered = await enterDeals(app);
  const { ws, call, account } = entered;
  const marketer = await signInAsRole(app, ws, 'marketer');
  const seller = await signInAsRole(app, ws, 'sales');
  const as = async <Answer = HandOffView>(
    headers: Headers,
    method: 'GET' | 'POST',
    path: string,
    body = {},
  ) => {
    const answer = await app.inject({
      ...{ method, url: `/api/v1${path}`, headers },
      ...(method === 'POST' && { body }),
    });
    return { status: answer.statusCode, body: answer.json<Answer>() };
  };
  const memberOf = async (role: string) =>
    (await call<{ data: { userId: string; role: string; name: string }[] }>('GET', '/members')).data.find(
      (member) => member.role === role,
    );
  const propose = async (change: object = {}) =>
    as(marketer, 'POST', '/hand-offs', { accountId: account, toRole: 'sales', ...change });
  const ownerOf = async () => (await call<{ ownerId: string | null }>('GET', `/accounts/${account}`)).ownerId;
  const openTasks = async () =>
    (await call<{ data: { title: string; assigneeName: string }[] }>('GET', '/tasks?state=open')).data;
  return { ...entered, marketer, seller, as, memberOf, propose, ownerOf, openTasks };
}

/** Members of this role see only what is their own. */
async function narrow(ws: string, role: string): Promise<void> {
  await pool().query("update workspace.roles set row_scope = 'own' where workspace_id = $1 and key = $2", [
    ws,
    role,
  ]);
}

describe('a hand-off', () => {
  it('gives whoever has the role a task, and who takes it the lead, with a deal', async () => {
    const { propose, seller, as, memberOf, ownerOf, openTasks, textsOf, account } = await enter();
    const made = (await propose({ promised: 'A demo on Friday', nextStep: 'Call Pat' })).body;
    expect(await openTasks()).toMatchObject([{ title: expect.stringContaining('Take over Acme from') }]);
    goOn(1);
    const taken = (await as(seller, 'POST', `/hand-offs/${made.id}/acceptance`, { dealName: 'Acme first' }))
      .body;
    const sales = await memberOf('sales');
    expect(taken).toMatchObject({ state: 'accepted', acceptedByName: sales?.name, waitedMinutes: 24 * 60 });
    expect(await ownerOf()).toBe(sales?.userId);
    expect(await openTasks()).toEqual([]);
    const deal = await as<object>(seller, 'GET', `/deals/${taken.dealId}`);
    expect(deal.body).toMatchObject({ name: 'Acme first', ownerId: sales?.userId, nextStep: 'Call Pat' });
    expect((await textsOf(`/accounts/${account}`)).filter((text) => /Handed to|Taken/.test(text))).toEqual([
      expect.stringMatching(/^Taken over by/),
      expect.stringMatching(/^Handed to Sales by/),
    ]);
  });

  it('taken by two at once is one’s, and waits only once', async () => {
    const { propose, seller, marketer, as } = await enter();
    const { id } = (await propose()).body;
    expect(await propose()).toMatchObject({ status: 409, body: { code: 'hand_off_waiting' } });
    const answers = await Promise.all(
      [seller, marketer, seller].map((who) => as(who, 'POST', `/hand-offs/${id}/acceptance`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await propose()).status).toBe(201);
  });

  it('given back with a reason is its giver’s again, who gets a task; also after it was taken', async () => {
    const { propose, seller, as, ownerOf, openTasks, memberOf } = await enter();
    const { id } = (await propose()).body;
    await as(seller, 'POST', `/hand-offs/${id}/acceptance`);
    goOn(2);
    const returned = await as(seller, 'POST', `/hand-offs/${id}/return`, {
      reason: 'no_budget',
      note: 'Next year',
    });
    expect(returned.body).toMatchObject({
      ...{ state: 'returned', reason: 'no_budget', note: 'Next year', heldMinutes: 2 * 24 * 60 },
    });
    const giver = await memberOf('marketer');
    expect(await ownerOf()).toBe(giver?.userId);
    expect(await openTasks()).toMatchObject([
      { title: expect.stringMatching(/^Acme came back .*: No budget$/), assigneeName: giver?.name },
    ]);
    const again = await as<{ code: string }>(seller, 'POST', `/hand-offs/${id}/return`, { reason: 'other' });
    expect([again.status, again.body.code]).toEqual([409, 'hand_off_decided']);
    expect((await as(seller, 'POST', `/hand-offs/${id}/return`)).status).toBe(422);
  });

  it('withdrawn takes its task along', async () => {
    const { propose, marketer, as, openTasks } = await enter();
    const { id } = (await propose()).body;
    expect((await as(marketer, 'POST', `/hand-offs/${id}/withdrawal`)).body).toMatchObject({
      state: 'withdrawn',
    });
    expect(await openTasks()).toEqual([]);
  });

  it('tells who takes it everything that the lead was sent and did, before they reach the lead', async () => {
    const { ws, propose, seller, as, call, account, person } = await enter();
    await call('PUT', `/accounts/${account}/stakeholders/${person}`, { role: 'champion' });
    await narrow(ws, 'sales');
    const mailId = await queueMail(ws, { kind: 'news', to: 'pat@acme.test', subject: 'Hi', text: 'x' });
    await pool().query("update core.mails set state = 'sent', sent_at = now() where id = $1", [mailId]);
    goOn(2);
    const at = new Date(Date.now() + 3_600_000);
    const told = { at, kind: 'consent', sourceId: 'c', code: 'handOffs:title', values: {} };
    await appendTimeline(ws, [{ accountId: account, personId: person, ...told }]);
    const { id } = (await propose()).body;
    expect((await as(seller, 'GET', `/accounts/${account}`)).status).toBe(404);
    const { dossier } = (await as(seller, 'GET', `/hand-offs/${id}`)).body;
    expect(dossier).toMatchObject({
      people: [{ name: 'Pat', role: 'champion', isRefusing: false }],
      mails: [{ subject: 'Hi', state: 'sent', reaction: { text: 'Hand-offs' } }],
      acts: expect.arrayContaining([expect.objectContaining({ kind: 'consent', count: 1 })]),
      suggestion: 'answer_today',
    });
    expect((await as(seller, 'POST', `/hand-offs/${id}/acceptance`)).status).toBe(200);
    expect((await as(seller, 'GET', `/accounts/${account}`)).status).toBe(200);
  });

  it('is decided on by nobody else of those who reach some records only', async () => {
    const { ws, propose, seller, as, memberOf } = await enter();
    await narrow(ws, 'sales');
    const marketer = await memberOf('marketer');
    const { id } = (await propose({ toRole: undefined, toId: marketer?.userId })).body;
    expect((await as(seller, 'GET', `/hand-offs/${id}`)).status).toBe(404);
    expect((await as(seller, 'POST', `/hand-offs/${id}/acceptance`)).status).toBe(404);
  });

  it('goes along when its lead is merged into another that waits too', async () => {
    const { propose, call, account, as, seller } = await enter();
    const other = await call<{ id: string }>('POST', '/accounts', { name: 'Acme again' });
    await propose();
    await propose({ accountId: other.id });
    await call('POST', '/merges', { object: 'account', keptId: account, mergedId: other.id });
    const { data } = (
      await as<{ data: HandOff[] }>(seller, 'GET', `/hand-offs?accountId=${account}&isMine=true`)
    ).body;
    expect(data).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
  });

  it('shows how long leads wait, and why they come back', async () => {
    const { propose, seller, as } = await enter();
    const { id } = (await propose()).body;
    goOn(1);
    await as(seller, 'POST', `/hand-offs/${id}/return`, { reason: 'bad_data' });
    await propose();
    goOn(1);
    expect((await as<HandOffFigures>(seller, 'GET', '/hand-offs/figures')).body).toMatchObject({
      ...{ waiting: 1, accepted: 0, returned: 1, reasons: [{ reason: 'bad_data', count: 1 }] },
      ...{ medianWaitMinutes: expect.closeTo(1_440, 0), longestWaitMinutes: expect.closeTo(1_440, 0) },
    });
  });
});

describe('what is suggested next', () => {
  const at = new Date('2026-06-01T12:00:00Z');
  const facts: LeadFacts = {
    ...{
      hasAddress: true,
      hasPhone: true,
      hasRefusedMail: false,
      hasDecisionMaker: true,
      hasOpenDeal: false,
    },
    ...{ meetsAt: null, lastActAt: null, lastTouchAt: new Date('2026-05-30T12:00:00Z') },
  };
  it.each([
    ['find_contact', { hasAddress: false, hasPhone: false, meetsAt: at }],
    ['prepare_meeting', { meetsAt: at, lastActAt: at }],
    ['answer_today', { lastActAt: new Date('2026-05-30T12:00:00Z'), hasRefusedMail: true }],
    ['call_instead', { hasRefusedMail: true, hasOpenDeal: true }],
    ['continue_deal', { hasOpenDeal: true, hasDecisionMaker: false }],
    ['find_decision_maker', { hasDecisionMaker: false, lastTouchAt: new Date('2025-01-01') }],
    ['revive', { lastTouchAt: new Date('2026-05-01T12:00:00Z') }],
    ['introduce', {}],
  ])('is %s', (suggestion, change) => {
    expect(suggestNext({ ...facts, ...change }, at)).toBe(suggestion);
  });
});
