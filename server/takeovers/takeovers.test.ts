import { beforeEach, describe, expect, it } from 'vitest';
import { payAll, TWENTY_PERCENT } from '../../test/support/money.ts';
import { makeProgram } from '../../test/support/program.ts';
import { useTakeoverSite } from '../../test/support/takeovers.ts';
import { findAffiliateByEmail } from '../affiliates/index.ts';
import { savePlan, verifyLedger } from '../commissions/index.ts';
import { pool } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { findLinkByAddress, recordSale } from '../tracking/index.ts';

const { call, takeOver, view, workspaceId } = useTakeoverSite();

/** On the installation's own address a key is one company's. */
let code: string;
beforeEach(async () => {
  code = `ann-${newId('x').slice(-12)}`;
  await savePlan(workspaceId(), { ...TWENTY_PERCENT, holdDays: 0 });
});

const made = async (id: string) => (await call('GET', `/takeovers/${id}`)).json().made;

const rewardful = () => ({
  'affiliates.csv':
    'id,first_name,last_name,email,state,paypal_email,token,created_at\n' +
    `r-1,Ann,Lee,ann@x.com,active,pay@x.com,${code},2024-03-01T00:00:00Z\n` +
    `r-2,Bo,Ek,bo@x.com,disabled,,Bo-${code},2024-03-02T00:00:00Z\n`,
  'affiliate links.csv': `id,affiliate_id,token,url\nl-1,r-1,${code}-youtube,https://acme.example/?via=${code}-youtube\n`,
  'referrals.csv':
    'id,affiliate_id,stripe_customer_id,customer_email,became_conversion_at\n' +
    'f-1,r-1,cus_1,kim@y.com,2024-05-01T00:00:00Z\n',
});

async function counts() {
  const { rows } = await pool().query(
    `select (select count(*)::int from affiliates.affiliates where workspace_id = $1) as affiliates,
       (select count(*)::int from tracking.links where workspace_id = $1) as links,
       (select count(*)::int from tracking.lead_events where workspace_id = $1) as leads,
       (select count(*)::int from takeovers.items where workspace_id = $1) as items,
       (select count(*)::int from core.mails where workspace_id = $1) as mails`,
    [workspaceId()],
  );
  return rows[0];
}

describe('a program that is taken over', () => {
  it('has its affiliates, their codes and their customers, whose later sales earn; nobody is written to', async () => {
    const { id, importId } = await takeOver('rewardful', rewardful());
    const run = await view(importId);
    expect(run.files.map(({ objectName, counts }) => [objectName, counts.created, counts.failed])).toEqual([
      ['rewardful-affiliates', 2, 0],
      ['rewardful-links', 1, 0],
      ['rewardful-customers', 1, 0],
    ]);
    expect(await made(id)).toEqual({ affiliates: 2, links: 3, customers: 1, commissions: 0 });
    const ann = await findAffiliateByEmail(workspaceId(), 'ann@x.com');
    expect(ann).toMatchObject({ name: 'Ann Lee', status: 'active', payoutEmail: 'pay@x.com' });
    expect(ann?.createdAt.toISOString()).toBe('2024-03-01T00:00:00.000Z');
    expect(await findAffiliateByEmail(workspaceId(), 'bo@x.com')).toMatchObject({ status: 'suspended' });
    for (const key of [code, `${code}-youtube`])
      expect(await findLinkByAddress('', key, workspaceId())).toMatchObject({ affiliateId: ann?.id });
    const { sale } = await recordSale(workspaceId(), {
      ...{ externalId: 'S-1', customerExternalId: 'cus_1', amountMinor: 10_000, currency: 'USD' },
    });
    expect(sale.affiliateId).toBe(ann?.id);
    expect((await verifyLedger(workspaceId())).differences).toEqual([]);
    expect((await counts()).mails).toBe(0);
  });

  it('makes nothing twice, by another upload of the same files', async () => {
    await takeOver('rewardful', rewardful());
    const before = await counts();
    const { id, importId } = await takeOver('rewardful', rewardful());
    expect((await view(importId)).files.map(({ counts }) => counts.unchanged)).toEqual([2, 1, 1]);
    expect(await counts()).toEqual(before);
    expect(await made(id)).toEqual({ affiliates: 0, links: 0, customers: 0, commissions: 0 });
  });

  it('is tried first: the conflicts are told, and nothing is made', async () => {
    const [mia] = (await makeProgram(['Mia'])).affiliates;
    expect(mia?.link.key).toBeTruthy();
    const before = await counts();
    const { importId } = await takeOver(
      'rewardful',
      { 'affiliates.csv': `id,email,token\nr-1,ann@x.com,${mia?.link.key}\nr-2,nobody,zoe\n` },
      'dry-run',
    );
    const [file] = (await view(importId)).dryRun?.files ?? [];
    expect(file?.results.map(({ outcome, text }) => [outcome, text])).toEqual([
      ['created', expect.stringContaining('is somebody else')],
      ['failed', '“nobody” is no e-mail address.'],
    ]);
    expect(await counts()).toEqual(before);
  });

  it('leaves as they are who is here already, and gives them their codes', async () => {
    const first = await call('POST', '/affiliates', { name: 'Ann Here', email: 'ann@x.com' });
    expect(first.statusCode).toBe(201);
    const { id, importId } = await takeOver('rewardful', rewardful());
    expect((await view(importId)).files[0]?.counts).toMatchObject({ created: 1, updated: 1 });
    expect(await findAffiliateByEmail(workspaceId(), 'ann@x.com')).toMatchObject({ name: 'Ann Here' });
    expect(await made(id)).toMatchObject({ affiliates: 1, links: 3 });
  });

  it('comes from JSON as the API of the platform answers it', async () => {
    const promoter = {
      ...{
        id: 7,
        email: 'ann@x.com',
        name: 'Ann Lee',
        profile: { website: 'https://ann.example', country: 'TH' },
      },
      promoter_campaigns: [{ campaign: { name: 'Main' }, ref_token: code }],
    };
    const referral = {
      ...{ id: 9, email: 'kim@y.com', uid: 'U-1', customer_since: '2024-05-01T00:00:00Z' },
      promoter_campaign: { promoter: { email: 'ann@x.com' } },
    };
    await takeOver('firstpromoter', {
      'promoters.json': JSON.stringify({ data: [promoter] }),
      'referrals.json': JSON.stringify([referral]),
    });
    const ann = await findAffiliateByEmail(workspaceId(), 'ann@x.com');
    expect(ann).toMatchObject({ name: 'Ann Lee', website: 'https://ann.example', country: 'TH' });
    expect(await findLinkByAddress('', code, workspaceId())).toMatchObject({ affiliateId: ann?.id });
    const told = { externalId: 'S-1', customerExternalId: 'U-1', amountMinor: 100, currency: 'USD' };
    expect((await recordSale(workspaceId(), told)).sale.affiliateId).toBe(ann?.id);
  });

  it.each([
    [
      'partnerstack',
      'partners.csv',
      'partner_key,partner_first,partner_last,partner_email\nCODE,Ann,Lee,ann@x.com',
    ],
    [
      'tapfiliate',
      'affiliates.csv',
      'id,firstname,lastname,email,referral_link\n1,Ann,Lee,ann@x.com,https://a.example/?ref=CODE',
    ],
    ['dub', 'partners.json', '[{"id":"pn_1","name":"Ann Lee","email":"ann@x.com","links":[{"key":"CODE"}]}]'],
  ])('comes from %s with its own names of columns', async (family, name, content) => {
    await takeOver(family, { [name]: content.replace('CODE', code) });
    const ann = await findAffiliateByEmail(workspaceId(), 'ann@x.com');
    expect(ann).toMatchObject({ name: 'Ann Lee', status: 'active' });
    expect(await findLinkByAddress('', code, workspaceId())).toMatchObject({ affiliateId: ann?.id });
  });
});

describe('undoing a take-over', () => {
  it('takes links and customers back, moves the sales made since, and suspends who was made', async () => {
    const { id } = await takeOver('rewardful', rewardful());
    const told = { externalId: 'S-1', customerExternalId: 'cus_1', amountMinor: 10_000, currency: 'USD' };
    await recordSale(workspaceId(), told);
    const undone = await call('POST', `/takeovers/${id}/undo`);
    expect(undone.json()).toMatchObject({ made: { affiliates: 0, links: 0, customers: 0, commissions: 0 } });
    expect(undone.json().undoneAt).not.toBeNull();
    expect(await counts()).toMatchObject({ links: 0, leads: 0, items: 0 });
    expect(await findAffiliateByEmail(workspaceId(), 'ann@x.com')).toMatchObject({ status: 'suspended' });
    const { rows } = await pool().query(
      'select affiliate_id from tracking.sale_events where workspace_id = $1',
      [workspaceId()],
    );
    expect(rows).toEqual([{ affiliate_id: null }]);
    expect((await verifyLedger(workspaceId())).differences).toEqual([]);
    expect((await call('POST', `/takeovers/${id}/undo`)).statusCode).toBe(409);
  });

  it('is refused once one of its affiliates has been paid', async () => {
    const { id } = await takeOver('rewardful', rewardful());
    const ann = await findAffiliateByEmail(workspaceId(), 'ann@x.com');
    const sold = { customerExternalId: 'cus_1', amountMinor: 10_000, currency: 'USD' };
    await recordSale(workspaceId(), { externalId: 'S-1', occurredAt: new Date('2026-03-01'), ...sold });
    await payAll(workspaceId(), ann?.id);
    const before = await counts();
    expect((await call('POST', `/takeovers/${id}/undo`)).json()).toMatchObject({ code: 'takeover_paid' });
    expect(await counts()).toEqual(before);
  });
});
