import { describe, expect, it } from 'vitest';
import { listBooked, payAll } from '../../test/support/money.ts';
import { useTakeoverSite } from '../../test/support/takeovers.ts';
import { decideOnCommission, verifyLedger } from '../commissions/index.ts';
import { systemActor } from '../core/actor.ts';
import { pool } from '../core/db.ts';

const { call, takeOver, view, workspaceId } = useTakeoverSite();

const AFFILIATES = 'id,email\nr-1,ann@x.com\n';
const HEADER = 'id,affiliate_id,amount,currency,state,created_at,due_at,paid_at\n';
const files = (...rows: string[]) => ({
  'affiliates.csv': AFFILIATES,
  'commissions.csv': `${HEADER}${rows.join('\n')}\n`,
});
const OPEN = [
  'c-1,r-1,3000,USD,due,2024-03-01T00:00:00Z,2024-04-01T00:00:00Z,',
  'c-2,r-1,500,JPY,pending,2024-03-02T00:00:00Z,,',
];
const PAID = 'c-3,r-1,900,USD,paid,2024-01-01T00:00:00Z,,2024-02-01T00:00:00Z';

async function awards() {
  const { rows } = await pool().query(
    `select award.source_key, award.amount_minor::int, award.currency, award.sold_at, award.release_at, award.reason,
       (select sum(line.amount_minor)::int from commissions.ledger_lines line where line.workspace_id = $1
         and line.commission_id = award.id and line.account = 'affiliate') as owed_minor
     from commissions.commissions award where workspace_id = $1 and kind = 'custom' order by source_key`,
    [workspaceId()],
  );
  return rows;
}
const owed = async () => (await awards()).map(({ owed_minor }) => owed_minor);
const forecast = async (importId: string) => (await view(importId)).dryRun?.files[1];

describe('open commissions of a program that is taken over', () => {
  it('are owed here in their own currency from their due date, and what is paid there is left out', async () => {
    const { id } = await takeOver('rewardful', files(...OPEN, PAID));
    expect(await awards()).toEqual([
      {
        ...{ source_key: 'takeover:rewardful:c-1', amount_minor: 3_000, currency: 'USD', owed_minor: 3_000 },
        ...{ sold_at: new Date('2024-03-01'), release_at: new Date('2024-04-01') },
        reason: { code: 'taken_over', values: { platform: 'Rewardful', id: 'c-1' } },
      },
      expect.objectContaining({
        ...{ amount_minor: 500, currency: 'JPY', release_at: new Date('2024-03-02'), owed_minor: 500 },
      }),
    ]);
    expect((await call('GET', `/takeovers/${id}`)).json().made).toMatchObject({ commissions: 2 });
    expect((await verifyLedger(workspaceId())).differences).toEqual([]);
  });

  it('are counted and summed by currency in a dry run, which grants nothing', async () => {
    const more = 'c-4,r-1,250,USD,due,2024-03-03T00:00:00Z,,';
    const { importId } = await takeOver('rewardful', files(...OPEN, more, PAID), 'dry-run');
    expect((await forecast(importId))?.sums).toEqual([
      { code: 'takeovers:sum.open', currency: 'USD', count: 2, amountMinor: 3_250 },
      { code: 'takeovers:sum.open', currency: 'JPY', count: 1, amountMinor: 500 },
      { code: 'takeovers:sum.paid', currency: 'USD', count: 1, amountMinor: 900 },
    ]);
    expect(await awards()).toEqual([]);
  });

  it('are granted once, however often they are told, also with another amount', async () => {
    await takeOver('rewardful', files(...OPEN));
    await takeOver('rewardful', files('c-1,r-1,9999,USD,due,2024-03-01T00:00:00Z,,', OPEN[1] ?? ''));
    expect(await owed()).toEqual([3_000, 500]);
  });

  it.each([
    ['c-9,r-1,30.50,USD,due,2024-03-01T00:00:00Z,,', 'amount'],
    ['c-9,r-1,0,USD,due,2024-03-01T00:00:00Z,,', 'amount'],
    ['c-9,r-1,-5,USD,due,2024-03-01T00:00:00Z,,', 'amount'],
    ['c-9,r-1,3000,DOLLAR,due,2024-03-01T00:00:00Z,,', 'currency'],
    ['c-9,r-1,3000,,due,2024-03-01T00:00:00Z,,', 'currency'],
    ['c-9,r-1,3000,USD,approved,2024-03-01T00:00:00Z,,', 'isPaid'],
  ])('fail alone where the row cannot be trusted: %s', async (row, columnName) => {
    const { importId } = await takeOver('rewardful', files(...OPEN, row));
    const [, file] = (await view(importId)).files;
    expect(file?.counts).toMatchObject({ created: 2, failed: 1 });
    expect(file?.faults.map((fault) => fault.columnName)).toEqual([columnName]);
    expect(await owed()).toEqual([3_000, 500]);
  });

  it('are taken back by an undo, and stand again when they are brought along again', async () => {
    const { id } = await takeOver('rewardful', files(...OPEN));
    expect((await call('POST', `/takeovers/${id}/undo`)).statusCode).toBe(200);
    expect(await owed()).toEqual([0, 0]);
    await takeOver('rewardful', files(...OPEN));
    expect(await owed()).toEqual([3_000, 500]);
    expect((await verifyLedger(workspaceId())).differences).toEqual([]);
  });

  it('keep the take-over from being undone once one of them is paid, also to who was here before', async () => {
    const affiliate = await call('POST', '/affiliates', { name: 'Ann Here', email: 'ann@x.com' });
    const { id } = await takeOver('rewardful', files(OPEN[0] ?? ''));
    const [award] = await listBooked(workspaceId());
    expect(award).toMatchObject({ state: 'awaiting_approval' });
    await decideOnCommission(systemActor(workspaceId(), 'test'), award?.id ?? '', { decision: 'approved' });
    await payAll(workspaceId(), affiliate.json().id);
    expect((await call('POST', `/takeovers/${id}/undo`)).json()).toMatchObject({ code: 'takeover_paid' });
  });
});
