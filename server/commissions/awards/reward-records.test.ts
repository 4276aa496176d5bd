import { describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, TWENTY_PERCENT } from '../../../test/support/money.ts';
import { saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { pool } from '../../core/db.ts';
import { saveAccounts } from '../../customers/index.ts';
import { recordSubscriptions } from '../../signals/index.ts';
import { recordSale, saveCoupon } from '../../tracking/index.ts';
import { readStatement, savePlan, verifyLedger } from '../index.ts';
import type { MilestoneStep } from '../plans/milestone-schema.ts';
import { rewardRecords } from './reward-records.ts';
import { sayAward } from './say-award.ts';

useDatabase();

const YEAR: MilestoneStep = { at: 'months', count: 12, amountMinor: 1_100 };
const WELL: MilestoneStep = { at: 'health', band: 'average', amountMinor: 1_300 };

async function open(step: MilestoneStep) {
  const { id } = await makeWorkspace();
  await savePlan(id, { ...TWENTY_PERCENT, currency: 'USD', also: [{ kind: 'milestone', steps: [step] }] });
  const given = async () => {
    expect((await verifyLedger(id)).differences).toEqual([]);
    const booked = await listBooked(id);
    return booked.flatMap(({ kind, keptMinor }) => (kind === 'milestone' ? [keptMinor] : []));
  };
  return { id, given };
}

/** Ann brings the customer of the account `acme` on the first of March. */
async function bring(id: string) {
  const offer = await saveOffer(id, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  const ann = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
  await saveCoupon(id, { affiliateId: ann.id, offerId: offer.id, code: 'ANN' });
  await saveAccounts(id, [{ externalId: 'acme', name: 'Acme' }]);
  await recordSale(id, {
    ...{ externalId: 'inv', customerExternalId: 'c', accountExternalId: 'acme', couponCode: 'ANN' },
    ...{ amountMinor: 10_000, currency: 'USD', occurredAt: new Date('2026-03-01T10:00:00Z') },
  });
  await drainJobs();
  return ann.id;
}

describe('a plan that pays for milestones of the record', () => {
  const subscription = {
    ...{ externalId: 'sub', accountExternalId: 'acme', currency: 'USD' },
    ...{ startedOn: '2026-03-01', mrrMinor: 10_000 },
  };
  const nextYear = (day: string) => new Date(`2027-${day}T12:00:00Z`);

  it('gives for months as a customer when they are over, once, and waits while nobody knows', async () => {
    const { id, given } = await open(YEAR);
    await bring(id);
    await rewardRecords(id, 'UTC', nextYear('03-02'));
    expect(await given()).toEqual([]);
    await recordSubscriptions(id, [subscription]);
    await rewardRecords(id, 'UTC', nextYear('02-28'));
    expect(await given()).toEqual([]);
    await Promise.all([1, 2].map(() => rewardRecords(id, 'UTC', nextYear('03-02'))));
    expect(await given()).toEqual([1_100]);
  });

  it('gives nothing for who left before, and nothing a month late', async () => {
    const { id, given } = await open(YEAR);
    await bring(id);
    await recordSubscriptions(id, [subscription]);
    await rewardRecords(id, 'UTC', nextYear('04-05'));
    await recordSubscriptions(id, [{ ...subscription, endedOn: '2027-01-15' }]);
    await rewardRecords(id, 'UTC', nextYear('03-02'));
    expect(await given()).toEqual([]);
  });

  it('gives for health the first time, and nothing to whoever was as healthy before they were brought', async () => {
    const { id, given } = await open(WELL);
    const ann = await bring(id);
    const score = (changeId: string, at: string, band: string) =>
      pool().query(
        `insert into success.health_changes (workspace_id, id, account_id, at, score, band, cause, profile_key,
           profile_version, contributions)
         select workspace_id, $2, id, $3, 50, $4, 'customer', 'default', 0, '[]' from customers.accounts
         where workspace_id = $1`,
        [id, changeId, at, band],
      );
    await score('h1', '2026-03-02T02:00:00Z', 'poor');
    await rewardRecords(id, 'UTC', new Date('2026-03-20T03:00:00Z'));
    expect(await given()).toEqual([]);
    await score('h2', '2026-03-20T02:00:00Z', 'good');
    for (const day of ['20', '21']) await rewardRecords(id, 'UTC', new Date(`2026-03-${day}T03:00:00Z`));
    expect(await given()).toEqual([1_300]);
    const which = { affiliateId: ann, currency: 'USD', from: new Date('2026-03-01'), to: nextYear('01-01') };
    const { movements } = await readStatement(id, which);
    expect(
      movements.flatMap(({ award }) => (award ? [sayAward(award, 'en'), sayAward(award, 'th')] : [])),
    ).toEqual(['A customer you referred is doing better', 'ลูกค้าที่คุณแนะนำใช้งานได้ผลขึ้น']);
    const other = await open(WELL);
    await bring(other.id);
    await pool().query(
      `insert into success.health_changes select $1, id, (select id from customers.accounts where workspace_id = $1),
         timestamptz '2026-02-27', score, band, cause, profile_key, profile_version, contributions
       from success.health_changes where workspace_id = $2 and id = 'h2'`,
      [other.id, id],
    );
    await rewardRecords(other.id, 'UTC', new Date('2026-03-20T03:00:00Z'));
    expect(await other.given()).toEqual([]);
  });
});
