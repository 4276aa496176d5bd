import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { PASSWORD, signInAs, withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import type { Affiliate, NewOffer } from '../../affiliates/index.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newIdAt } from '../../core/ids.ts';
import { saveAccounts } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { ensureIdentity, upsertMember } from '../../workspace/index.ts';
import { recordClicks } from '../clicks/record-clicks.ts';
import { recordLead } from '../conversions/record-leads.ts';
import { recordSale } from '../conversions/record-sales.ts';
import type { NewSale } from '../schema/conversion.ts';
import { expireRegistrations } from './follow-registrations.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

const DAY_MS = 86_400_000;
const get = (url: string, headers: Headers) => app.inject({ url: `/api/v1${url}`, headers });
const post = (url: string, headers: Headers, body: object) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers, body });

/** Ann and Bob sign in to the portal. */
async function twoAffiliates(terms: Partial<NewOffer> = {}) {
  const { id, offer, affiliates } = await makeProgram(['Ann', 'Bob'], terms);
  const [ann, bob] = affiliates;
  if (!ann || !bob) throw new Error('no affiliates');
  const headers = await withApiKey(id);
  const portalOf = async ({ id: affiliateId, email }: Affiliate) => {
    const userId = await ensureIdentity({ email, name: email, password: PASSWORD });
    await upsertMember(id, userId, 'affiliate');
    await pool().query('update affiliates.affiliates set user_id = $1 where workspace_id = $2 and id = $3', [
      ...[userId, id, affiliateId],
    ]);
    const portal: Headers = await signInAs(app, email);
    return portal;
  };
  const asAnn = await portalOf(ann);
  const asBob = await portalOf(bob);
  const lead = {
    ...{ offerId: offer.id, company: 'Zenith Ltd', personName: 'Cy Low', email: 'Cy@Zenith.example' },
    ...{ phone: '+66 2 123', note: 'We met at the fair.', hasConsent: true },
  };
  const submit = async (portal: Headers, change: object = {}) =>
    (await post('/portal/deal-registrations', portal, { ...lead, ...change })).json();
  const decide = (registrationId: string, wish: object) =>
    post(`/deal-registrations/${registrationId}/decision`, headers, wish);
  const sale = (change: Partial<NewSale> = {}) =>
    recordSale(id, {
      ...{ externalId: 'inv-1', customerExternalId: 'c1', customerEmail: 'cy@zenith.example' },
      ...{ amountMinor: 10_000, currency: 'usd', ...change },
    });
  const creditOf = async (externalId = 'inv-1') => {
    const { data } = (await get('/sales', headers)).json();
    return data.find((row: { externalId: string }) => row.externalId === externalId)?.affiliateId ?? null;
  };
  const statusOf = async (registrationId: string) =>
    (await get(`/deal-registrations/${registrationId}`, headers)).json().status;
  return { id, offer, ann, bob, headers, asAnn, asBob, lead, submit, decide, sale, creditOf, statusOf };
}

const ACCEPT = { decision: 'accept' };
const UNDO = { decision: 'undo' };

describe('a registration', () => {
  it('stands once for a person, needs consent, and waits for an answer', async () => {
    const { headers, asAnn, asBob, lead, submit } = await twoAffiliates();
    const first = await post('/portal/deal-registrations', asAnn, lead);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ status: 'submitted', domain: 'zenith.example', reason: null });
    const again = await Promise.all([submit(asAnn), submit(asAnn, { email: 'CY@zenith.example' })]);
    expect(again.map(({ id }) => id)).toEqual([first.json().id, first.json().id]);
    expect((await post('/portal/deal-registrations', asAnn, { ...lead, hasConsent: false })).statusCode).toBe(
      422,
    );
    expect((await submit(asBob)).id).not.toBe(first.json().id);
    expect((await get('/portal/deal-registrations', asAnn)).json().data).toHaveLength(1);
    expect((await get('/deal-registrations', asAnn)).statusCode).toBe(403);
    expect((await get('/deal-registrations', headers)).json().data).toHaveLength(2);
  });

  it('of a customer of ours, or of somebody who was accepted, is refused at once, naming nobody', async () => {
    const { id, asAnn, asBob, submit, decide } = await twoAffiliates();
    await saveAccounts(id, [{ name: 'Old Customer', domain: 'old.example', stage: 'customer' }]);
    const known = await submit(asAnn, { email: 'new@old.example', company: 'Another name' });
    expect(known).toMatchObject({ status: 'refused', reason: 'existing_customer' });
    await decide((await submit(asAnn)).id, ACCEPT);
    const taken = await submit(asBob, { email: 'dee@zenith.example' });
    expect(taken).toMatchObject({ status: 'refused', reason: 'already_registered', message: null });
    expect(JSON.stringify(taken)).not.toContain('Ann');
    const free = await submit(asBob, { email: 'cy@gmail.com', company: 'ZENITH  ltd' });
    expect(free).toMatchObject({ status: 'submitted', domain: null });
  });

  it('comes with what is known of it, for staff alone', async () => {
    const { id, headers, asAnn, asBob, submit } = await twoAffiliates();
    await saveAccounts(id, [{ name: 'Zenith Ltd', domain: 'zenith.example', stage: 'lead' }]);
    await recordLead(id, { customerExternalId: 'c1', customerEmail: 'dee@zenith.example' });
    const other = await submit(asBob, { email: 'dee@zenith.example' });
    const mine = await submit(asAnn);
    const { evidence } = (await get(`/deal-registrations/${mine.id}`, headers)).json();
    expect(evidence).toMatchObject({
      accounts: [{ name: 'Zenith Ltd', stage: 'lead', by: ['domain', 'company'] }],
      customers: [{ name: 'dee@zenith.example', by: ['domain'] }],
      registrations: [{ id: other.id, by: ['domain', 'company'] }],
    });
    expect(mine.evidence).toBeUndefined();
  });

  it('is found, sorted, and written to a table', async () => {
    const { headers, asAnn, asBob, submit } = await twoAffiliates();
    await submit(asAnn);
    await submit(asBob, { email: 'a@apex.example', company: '=Apex' });
    const companies = async (query: string) =>
      (await get(`/deal-registrations?${query}`, headers))
        .json()
        .data.map((registration: { company: string }) => registration.company);
    expect(await companies('q=APEX.ex')).toEqual(['=Apex']);
    expect(await companies('sort=company&direction=asc')).toEqual(['=Apex', 'Zenith Ltd']);
    const page = (await get('/deal-registrations?sort=expires&limit=1', headers)).json();
    const next = await get(`/deal-registrations?sort=expires&limit=1&cursor=${page.nextCursor}`, headers);
    expect([page, next.json()].map(({ data }) => data[0].company)).toEqual(['=Apex', 'Zenith Ltd']);
    const csv = (await get('/deal-registrations/export.csv?status=submitted&sort=company', headers)).body;
    expect(csv.split('\n').map((line) => line.split(',')[4])).toEqual([
      'company',
      'Zenith Ltd',
      "'=Apex",
      undefined,
    ]);
  });
});

describe('accepting', () => {
  it('makes the account and person once, and tells the affiliate by mail', async () => {
    const { headers, ann, asAnn, submit, decide } = await twoAffiliates();
    const { id } = await submit(asAnn);
    const answers = await Promise.all([decide(id, ACCEPT), decide(id, ACCEPT)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    await drainJobs();
    const registration = (await get(`/deal-registrations/${id}`, headers)).json();
    const account = (await get(`/accounts/${registration.accountId}`, headers)).json();
    expect(account).toMatchObject({ name: 'Zenith Ltd', domain: 'zenith.example', channel: 'affiliate' });
    expect((await get(`/people/${registration.personId}`, headers)).json()).toMatchObject({
      email: 'cy@zenith.example',
    });
    const { data } = (await get(`/accounts/${registration.accountId}/timeline`, headers)).json();
    expect(data.map(({ text }: { text: string }) => text)).toContain('Registered by Ann, and accepted');
    const mails = (await get('/messages?kind=registration_decided', headers)).json().data;
    expect(mails).toMatchObject([{ recipient: ann.email }]);
  });

  it('is for the first only, when two affiliates’ registrations are accepted at the same moment', async () => {
    const { asAnn, asBob, submit, decide } = await twoAffiliates();
    const [mine, theirs] = [await submit(asAnn), await submit(asBob, { email: 'dee@zenith.example' })];
    const answers = await Promise.all([decide(mine.id, ACCEPT), decide(theirs.id, ACCEPT)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const loser = answers.findIndex(({ statusCode }) => statusCode === 409);
    expect(answers[loser]?.json().code).toBe('customer_already_registered');
  });

  it('of many goes one by one, and says what could not be', async () => {
    const { headers, asAnn, asBob, submit, statusOf } = await twoAffiliates();
    const [mine, theirs] = [await submit(asAnn), await submit(asBob)];
    const body = { ids: [mine.id, theirs.id], wish: ACCEPT };
    expect((await post('/deal-registrations/bulk/decision', headers, body)).json()).toMatchObject({
      changedCount: 1,
      refusals: [{ id: theirs.id, code: 'customer_already_registered' }],
    });
    const refuse = { decision: 'refuse', reason: 'already_registered' };
    await post('/deal-registrations/bulk/decision', headers, { ids: [theirs.id], wish: refuse });
    expect(await Promise.all([statusOf(mine.id), statusOf(theirs.id)])).toEqual(['accepted', 'refused']);
  });
});

describe('a sale to a registered customer', () => {
  const WAYS: [string, Partial<NewSale>][] = [
    ['the e-mail address', { customerEmail: 'Cy@zenith.example' }],
    ['a colleague’s address', { customerEmail: 'eve@zenith.example' }],
    ['the account’s external id', { customerEmail: null, accountExternalId: 'acme-7' }],
  ];
  it.each(WAYS)(
    'is credited by %s, whether it is told before the acceptance or after',
    async (_way, told) => {
      for (const isSaleFirst of [true, false]) {
        const { id, ann, asAnn, submit, decide, sale, creditOf, statusOf } = await twoAffiliates();
        const { id: registrationId } = await submit(asAnn);
        await saveAccounts(id, [{ externalId: 'acme-7', name: 'Zenith Ltd', domain: 'zenith.example' }]);
        if (isSaleFirst) await sale(told);
        await decide(registrationId, ACCEPT);
        if (!isSaleFirst) await sale(told);
        await drainJobs();
        expect(await creditOf()).toBe(ann.id);
        expect(await statusOf(registrationId)).toBe('won');
      }
    },
  );

  it('says why, and which account it was', async () => {
    const { headers, ann, asAnn, submit, decide, sale } = await twoAffiliates();
    const { id } = await submit(asAnn);
    await decide(id, ACCEPT);
    const { decision } = await sale();
    expect(decision.affiliateId).toBe(ann.id);
    expect(decision.reason.text).toContain('Credited to Ann: they registered this customer on');
    expect(decision.touches).toMatchObject([{ kind: 'registration', registrationId: id, isWinner: true }]);
    await drainJobs();
    const { accountId } = (await get(`/deal-registrations/${id}`, headers)).json();
    const account = (await get(`/accounts/${accountId}`, headers)).json();
    expect(account).toMatchObject({ externalId: 'c1', stage: 'customer' });
    const all = (await get('/accounts', headers)).json().data;
    expect(all.filter(({ name }: { name: string }) => name === 'Zenith Ltd')).toHaveLength(1);
  });

  it.each([
    [true, 'Ann', 'registered_deal'],
    [false, 'Bob', 'last_click'],
  ])('goes before a click or after it, as the offer says (%s)', async (dealFirst, winner, reason) => {
    const { id, ann, bob, asAnn, submit, decide, sale } = await twoAffiliates({ dealFirst });
    await decide((await submit(asAnn)).id, ACCEPT);
    const at = new Date(Date.now() - DAY_MS);
    const [clickId] = await recordClicks(id, [
      { id: newIdAt('clk', at), at, linkId: bob.link.id, visitorId: 'visitor-0000000001' },
    ]);
    const { decision } = await sale({ clickId });
    expect(decision.affiliateId).toBe(winner === 'Ann' ? ann.id : bob.id);
    expect(decision.reason.code).toBe(`tracking:touch.${reason}`);
  });

  it('is not credited once the registration was given up or its time is over, and a lead does not keep it', async () => {
    const { id, ann, asAnn, submit, decide, sale, creditOf, statusOf } = await twoAffiliates();
    const { id: registrationId } = await submit(asAnn);
    await decide(registrationId, ACCEPT);
    const { lead } = await recordLead(id, { customerExternalId: 'c1', customerEmail: 'cy@zenith.example' });
    expect(lead.affiliateId).toBe(ann.id);
    await sale({ externalId: 'late', occurredAt: new Date(Date.now() + 91 * DAY_MS) });
    expect(await creditOf('late')).toBeNull();
    await decide(registrationId, { decision: 'lose' });
    await sale({ externalId: 'lost', occurredAt: new Date(Date.now() + 60_000) });
    await drainJobs();
    expect(await creditOf('lost')).toBeNull();
    expect(await statusOf(registrationId)).toBe('lost');
    await decide(registrationId, UNDO);
    await drainJobs();
    expect(await creditOf('lost')).toBe(ann.id);
    expect(await statusOf(registrationId)).toBe('won');
  });

  it('loses its credit when the acceptance is undone, and has it again when it is accepted again', async () => {
    const { ann, asAnn, submit, decide, sale, creditOf, statusOf } = await twoAffiliates();
    const { id } = await submit(asAnn);
    await decide(id, ACCEPT);
    await decide(id, UNDO);
    await sale();
    await drainJobs();
    expect([await creditOf(), await statusOf(id)]).toEqual([null, 'submitted']);
    await decide(id, ACCEPT);
    await drainJobs();
    expect([await creditOf(), await statusOf(id)]).toEqual([ann.id, 'won']);
    expect((await decide(id, UNDO)).json().code).toBe('registration_status');
  });
});

describe('time', () => {
  it('ends what nobody answered or bought, and a sale that is told late still wins', async () => {
    const { id: ws, ann, asAnn, asBob, submit, decide, sale, creditOf, statusOf } = await twoAffiliates();
    const [mine, theirs] = [await submit(asAnn), await submit(asBob, { email: 'a@apex.example' })];
    await decide(mine.id, ACCEPT);
    await pool().query(
      `update tracking.deal_registrations set created_at = now() - interval '9 days', expires_at = now() - interval '1 day'
       where workspace_id = $1`,
      [ws],
    );
    await expireRegistrations();
    await drainJobs();
    expect([await statusOf(mine.id), await statusOf(theirs.id)]).toEqual(['expired', 'expired']);
    await sale({ occurredAt: new Date(Date.now() - 2 * DAY_MS) });
    await drainJobs();
    expect([await creditOf(), await statusOf(mine.id)]).toEqual([ann.id, 'won']);
    await decide(theirs.id, UNDO);
    expect(await statusOf(theirs.id)).toBe('submitted');
  });
});
