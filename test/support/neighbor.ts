import { expect } from 'vitest';
import { listOffers, saveOffer } from '../../server/affiliates/index.ts';
import { savePlan } from '../../server/commissions/index.ts';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { newId } from '../../server/core/ids.ts';
import type { ImportRun } from '../../server/customers/imports/schema.ts';
import { examineProgram } from '../../server/fraud/index.ts';
import { refreshScores } from '../../server/success/index.ts';
import { recordClicks } from '../../server/tracking/index.ts';
import { drainJobs, makeWorkspace } from './database.ts';
import { signInAs, signInAsRole } from './http.ts';
import { sendFiles, uploadFiles } from './imports.ts';
import { type Headers, TWENTY_PERCENT, takeByHand } from './money.ts';
import { makeOwnership } from './ownership.ts';
import { ACME, SOMCHAI, sendFile, uploadTaxForm } from './papers.ts';
import { connectStripe, deliver, stripeEvent } from './stripe.ts';
import { customer } from './stripe-objects.ts';
import { CONTEST, PLAYBOOK, REDEMPTION, REGISTRATION, REWARD, SURVEY } from './tenant-bodies.ts';

/** A company with a record of every kind that an address or a body can name. */
export async function makeNeighbor(app: App) {
  const { id: ws, slug } = await makeWorkspace('Neighbor');
  const headers: Headers = await signInAs(app, `owner-${slug}@example.com`);
  const finance: Headers = await signInAsRole(app, ws, 'finance');
  const { call, create, first } = callerFor(app, headers);
  const program = await makeProgramRecords(ws, slug, { call, create });
  await drainJobs();
  await refreshScores(ws, null);
  const batch = await create('/payouts', { currency: 'USD' });
  await callerFor(app, finance).call('POST', `/payouts/${batch}/approval`);
  const run = await uploadFiles(app, headers, { 'accounts.csv': 'Account ID,Name\nN-9,Nine\n' });
  const billing = await connectStripe(app, headers);
  await deliver(app, billing, stripeEvent('customer.created', customer(), Math.floor(Date.now() / 1_000)));
  const [member] = (await call('GET', '/members')).data;
  const [form] = await uploadTaxForm(app, headers, `/affiliates/${program.affiliate}`);
  await call('PUT', '/company', ACME);
  await call('PUT', `/affiliates/${program.affiliate}/tax`, SOMCHAI);
  await call('POST', `/payouts/${batch}/payment`);
  return {
    ...{ ws, headers, ...program, batch, opportunity: await makeOpportunity(ws, program.account) },
    ...{ commission: await first('/commissions'), sale: await first('/sales'), plan: await first('/plans') },
    line: await first(`/payouts/${batch}/lines`),
    ...(await makeImportTemplate(create, run)),
    ...(await makeTakeover(app, ws, headers, create)),
    ...(await makeOwnership(create, async (path) => (await call('GET', path)).data)),
    ...{ user: member.userId as string, session: await first('/sessions') },
    ...(await makeTeamwork(call, member.userId, program.account)),
    view: await create('/saved-views', { list: 'accounts', name: 'Theirs', isShared: true, query: {} }),
    billing,
    billingEvent: await first(`/billing-connections/${billing}/events`),
    ...(await makeSenders(create)),
    ...{ mending: await makeMending(create), message: await first('/messages') },
    domain: (await call('POST', '/link-domains', { host: `${slug}.example.com` })).host as string,
    group: await create('/affiliate-groups', { name: 'Theirs' }),
    ...{ contest: await create('/contests', CONTEST), ...(await makeDeal(call, create, program)) },
    ...(await makeRewards(create, program.affiliate)),
    registration: await create('/deal-registrations', {
      ...{ ...REGISTRATION, affiliateId: program.affiliate, offerId: program.offer },
    }),
    ...{ merge: await makeMerge(create), duplicate: await makeDuplicate(create, first) },
    ...(await makePlaybook(create, program.account)),
    ...(await makeReceivers(create, program.affiliate)),
    ...{ taxForm: form?.id ?? '', invoice: await first('/invoices') },
    ...(await makeRecovery(ws, program.affiliate, create)),
    reportSchedule: await create('/report-schedules', {
      ...{ name: 'Theirs', rhythm: 'weekly', userIds: [member.userId], query: { by: 'affiliate' } },
    }),
    postbackKey: await create('/postback-keys', { name: 'Theirs' }),
    material: await create('/materials', { title: 'Theirs', kind: 'text', body: 'Words' }),
    ...(await makeTraces(app, { ws, headers, ...program })),
  };
}

/** An import, and the mapping of its file. */
async function makeImportTemplate(create: ReturnType<typeof callerFor>['create'], { id, files }: ImportRun) {
  const importFile = files[0]?.id ?? '';
  const importTemplate = await create('/import-templates', { name: 'Theirs', fileId: importFile });
  return { import: id, importFile, importTemplate };
}

/** A country that was mended. */
async function makeMending(create: ReturnType<typeof callerFor>['create']): Promise<string> {
  const account = await create('/accounts', { name: 'Mended', stage: 'customer' });
  await create('/people', { email: 'mended@neighbor.example', country: 'DE', accountId: account });
  return create('/data-quality/accountCountry/mendings', { ids: [account] });
}

/** A playbook that an account goes through. */
async function makePlaybook(create: ReturnType<typeof callerFor>['create'], accountId: string) {
  const playbook = await create('/playbooks', PLAYBOOK);
  return { playbook, playbookRun: await create(`/playbooks/${playbook}/runs`, { accountId }) };
}

/** Where facts come from: others, and a survey with a wave that has begun. */
async function makeSenders(create: ReturnType<typeof callerFor>['create']) {
  const survey = await create('/surveys', SURVEY);
  return {
    ...{ survey, surveyWave: await create(`/surveys/${survey}/waves`, {}) },
    source: await create('/sources', { name: 'Theirs' }),
    desk: await create('/help-desks', { kind: 'zendesk', name: 'Theirs' }),
  };
}

/** A role, a team, a key, and an account that is shared with the team. */
async function makeTeamwork(call: ReturnType<typeof callerFor>['call'], userId: string, account: string) {
  const role: { key: string } = await call('POST', '/roles', { name: 'Theirs', permissions: [] });
  const team: { id: string } = await call('POST', '/teams', { name: 'Theirs', userIds: [userId] });
  const key: { id: string } = await call('POST', '/api-keys', { name: 'theirs', kind: 'secret' });
  const share: { id: string } = await call('PUT', `/accounts/${account}/shares`, { teamId: team.id });
  return { role: role.key, team: team.id, key: key.id, share: share.id };
}

async function makeDuplicate(
  create: (path: string, body: object) => Promise<string>,
  first: (path: string) => Promise<string>,
): Promise<string> {
  await create('/accounts', { name: 'Double' });
  await create('/accounts', { name: 'Double Ltd' });
  await drainJobs();
  return first('/duplicates');
}

async function makeMerge(create: (path: string, body: object) => Promise<string>): Promise<string> {
  const keptId = await create('/accounts', { name: 'Twin one' });
  const mergedId = await create('/accounts', { name: 'Twin two' });
  return create('/merges', { object: 'account', keptId, mergedId });
}

/** What the affiliate was asked to send back, and the part that came in. */
async function makeRecovery(ws: string, affiliateId: string, create: ReturnType<typeof callerFor>['create']) {
  await takeByHand(ws, affiliateId, 500);
  const recovery = await create('/recoveries', { affiliateId, currency: 'USD' });
  const repayment = { amountMinor: 100, receivedOn: '2026-01-01', reference: 'BANK-1' };
  await create(`/recoveries/${recovery}/repayments`, repayment);
  const { rows } = await pool().query('select id from payouts.repayments where workspace_id = $1', [ws]);
  return { recovery, repayment: rows[0].id as string };
}

async function makeTakeover(
  app: App,
  ws: string,
  headers: Headers,
  create: (path: string, body: object) => Promise<string>,
): Promise<{ takeover: string; takeoverImport: string }> {
  const upload = await sendFiles(app, headers, { 'affiliates.csv': 'email\nn@x.com\n' }, '?family=dub');
  const [offer] = await listOffers(ws);
  const { id: importId } = upload.json<{ id: string }>();
  const takeover = await create('/takeovers', { importId, offerId: offer?.id });
  return { takeover, takeoverImport: importId };
}

/** Bodies that take a program over with what is not one's own. */
export function takeoverReferences(own: Neighbor, theirs: Neighbor): object[] {
  return [
    { importId: theirs.takeoverImport, offerId: own.offer },
    { importId: own.takeoverImport, offerId: theirs.offer },
  ];
}

/** Calls that must be answered well. */
function callerFor(app: App, headers: Headers) {
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
    const answer = await app.inject({
      ...{ method, url: `/api/v1${path}`, headers },
      ...(body ? { body } : {}),
    });
    expect([path, answer.statusCode < 300 ? 'fine' : answer.body]).toEqual([path, 'fine']);
    return answer.json();
  };
  const create = async (path: string, body: object): Promise<string> => (await call('POST', path, body)).id;
  const first = async (path: string): Promise<string> => (await call('GET', path)).data[0].id;
  return { call, create, first };
}

/** A customer with people, an affiliate who brought it, and an invitation to another. */
async function makeProgramRecords(
  ws: string,
  slug: string,
  { call, create }: Pick<ReturnType<typeof callerFor>, 'call' | 'create'>,
) {
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const offer = (await saveOffer(ws, { name: 'Neighborly', destinationUrl: 'https://neighbor.example' })).id;
  const account = await create('/accounts', { externalId: 'n1', name: 'Neighbor one', stage: 'customer' });
  const person = await create('/people', { email: `p@${slug}.example`, name: 'Pat', accountId: account });
  const guest = await create('/people', { email: `g@${slug}.example`, name: 'Guest', accountId: account });
  await call('PUT', `/accounts/${account}/stakeholders/${person}`, { role: 'champion' });
  const contactPoint = await create(`/people/${person}/contact-points`, {
    ...{ kind: 'email', value: `further@${slug}.example` },
  });
  const affiliate = await create('/affiliates', { name: 'Alex', email: `alex@${slug}.example` });
  const link = await create('/links', { affiliateId: affiliate, offerId: offer });
  const coupon = await create('/coupons', { affiliateId: affiliate, offerId: offer, code: 'NEIGHBOR' });
  const [click = ''] = await recordClicks(ws, [{ at: new Date(), linkId: link, visitorId: 'v1' }]);
  await call('POST', '/events/sale', {
    ...{ customerExternalId: 'n1', accountExternalId: 'n1', clickId: click, invoiceId: 'n-inv-1' },
    ...{ amountMinor: 10_000, currency: 'USD' },
  });
  await call('POST', '/signals/costs', {
    ...{ kind: 'people', name: 'Care', amountMinor: 100, currency: 'USD', firstMonth: '2026-01' },
    accountIds: [account],
  });
  await call('POST', '/affiliate-invitations', { offerId: offer, recipients: [{ personId: guest }] });
  return { offer, account, person, contactPoint, affiliate, link, coupon, click };
}

/** A deal with the account, and what it goes through. */
async function makeDeal(
  call: ReturnType<typeof callerFor>['call'],
  create: ReturnType<typeof callerFor>['create'],
  { account, person }: { account: string; person: string },
) {
  const [pipeline] = (await call('GET', '/pipelines')).data;
  const [reason] = (await call('GET', '/deal-loss-reasons')).data;
  return {
    ...{ pipeline: pipeline.id as string, stage: pipeline.stages[1].id as string },
    lossReason: reason.id as string,
    handOff: await create('/hand-offs', { accountId: account, toRole: 'sales' }),
    deal: await create('/deals', { name: 'Theirs', accountId: account, people: [{ personId: person }] }),
    activity: await create('/activities', { kind: 'call', accountId: account, personIds: [person] }),
  };
}

/** Points, of which one is redeemed. */
async function makeRewards(create: ReturnType<typeof callerFor>['create'], affiliateId: string) {
  return {
    reward: await create('/rewards', { ...REWARD, affiliateId }),
    redemption: await create('/redemptions', { ...REDEMPTION, affiliateId }),
  };
}

/** An endpoint and a tracker that were sent a test. */
async function makeReceivers(create: ReturnType<typeof callerFor>['create'], affiliateId: string) {
  const webhook = await create('/webhooks', { url: 'https://neighbor.example/hook' });
  const url = 'https://neighbor.example/postback?click={click_id}';
  const postback = await create('/postbacks', { affiliateId, url, eventTypes: ['sale'] });
  return {
    ...{ webhook, postback },
    delivery: await create(`/webhooks/${webhook}/tests`, {}),
    postbackDelivery: await create(`/postbacks/${postback}/tests`, {}),
  };
}

/** A customer of the affiliate who uses a mailbox that is thrown away. */
async function makeFraudCase(app: App, ws: string, headers: Headers): Promise<string> {
  const { call, first } = callerFor(app, headers);
  await call('POST', '/events/sale', {
    ...{ customerExternalId: 'n2', customerEmail: `n2@mailinator.com`, couponCode: 'NEIGHBOR' },
    ...{ invoiceId: 'n-inv-3', amountMinor: 10_000, currency: 'USD' },
  });
  await examineProgram(ws, new Date());
  return first('/fraud-cases');
}

/** What others leave behind: a file, a customer who is doubted, and a credit that is asked for. */
async function makeTraces(
  app: App,
  { ws, headers, account, affiliate }: { ws: string; headers: Headers; account: string; affiliate: string },
) {
  const file = await sendFile(app, `/files?accountId=${account}`, headers, Buffer.from('Theirs'));
  return {
    file: file.json().id as string,
    fraudCase: await makeFraudCase(app, ws, headers),
    request: await makeCreditRequest(ws, affiliate),
  };
}

/** As the affiliate would ask in the portal. */
async function makeCreditRequest(ws: string, affiliate: string): Promise<string> {
  const id = newId('crq');
  await pool().query(
    `insert into tracking.credit_requests (workspace_id, id, affiliate_id, order_id, comment)
     values ($1, $2, $3, 'n-inv-2', 'Mine')`,
    [ws, id, affiliate],
  );
  return id;
}

/** Decided, so that no refresh takes it away. */
async function makeOpportunity(ws: string, account: string): Promise<string> {
  const id = newId('opp');
  await pool().query(
    `insert into success.opportunities (workspace_id, id, account_id, kind, state, monthly_minor, currency, inputs,
       found_at, refreshed_at, decided_at, decided_by_name, dismiss_reason, quiet_until)
     values ($1, $2, $3, 'seats', 'dismissed', 100, 'USD', '{}', now(), now(), now(), 'Theirs', 'Theirs', now())`,
    [ws, id, account],
  );
  return id;
}

export type Neighbor = Awaited<ReturnType<typeof makeNeighbor>>;
