import { describe, expect, it } from 'vitest';
import type { Files } from '../../test/support/imports.ts';
import { useTakeoverSite } from '../../test/support/takeovers.ts';
import { verifyLedger } from '../commissions/index.ts';
import { pool } from '../core/db.ts';

const { takeOver, view, workspaceId } = useTakeoverSite();

const AT = '2024-03-01T00:00:00Z';

/** The platform's names of columns, and what two open commissions, a paid, a void and an unclear one read by them. */
const EXPORTS: [string, Files][] = [
  [
    'firstpromoter',
    {
      'promoters.csv': 'id,email\n7,ann@x.com\n',
      'commissions.csv':
        `id,promoter_id,promoter_email,amount_cents,currency,status,is_paid,created_at\n` +
        `1,7,,3000,USD,approved,false,${AT}\n2,,ann@x.com,500,JPY,pending,false,${AT}\n` +
        `3,7,,900,USD,approved,true,${AT}\n4,7,,800,USD,denied,false,${AT}\n5,7,,700,USD,approved,,${AT}\n`,
    },
  ],
  [
    'tapfiliate',
    {
      'affiliates.json': JSON.stringify([{ id: 'a-1', firstname: 'Ann', email: 'ann@x.com' }]),
      'commissions.csv':
        `id,affiliate_id,affiliate_email,amount,currency,status,paid,created_at\n` +
        `1,a-1,,30.00,USD,pending,,${AT}\n2,,ann@x.com,500,JPY,,false,${AT}\n` +
        `3,a-1,,9.00,USD,,true,${AT}\n4,a-1,,8.00,USD,disapproved,,${AT}\n5,a-1,,7.00,USD,approved,,${AT}\n`,
    },
  ],
  [
    'partnerstack',
    {
      'partnerships.csv': 'partnership_key,partner_email\np-1,ann@x.com\n',
      'rewards.csv':
        `key,partnership_key,partner_email,amount_cents,currency,payment_status,created_at\n` +
        `1,p-1,,3000,USD,pending,${AT}\n2,,ann@x.com,500,JPY,available,${AT}\n` +
        `3,p-1,,900,USD,withdrawn,${AT}\n4,p-1,,800,USD,voided,${AT}\n5,p-1,,700,USD,approved,${AT}\n`,
    },
  ],
  [
    'dub',
    {
      'partners.json': JSON.stringify([{ id: 'pn_1', name: 'Ann', email: 'ann@x.com' }]),
      'commissions.json': JSON.stringify(
        [
          { id: '1', earnings: 3_000, currency: 'usd', status: 'pending' },
          { id: '2', earnings: 500, currency: 'jpy', status: 'processed' },
          { id: '3', earnings: 900, currency: 'usd', status: 'paid' },
          { id: '4', earnings: 800, currency: 'usd', status: 'duplicate' },
          { id: '5', earnings: 700, currency: 'usd', status: 'approved' },
        ].map((row) => ({ ...row, created_at: AT, partner: { id: 'pn_1', email: 'ann@x.com' } })),
      ),
    },
  ],
];

async function granted() {
  const { rows } = await pool().query(
    `select source_key, amount_minor::int, currency from commissions.commissions
     where workspace_id = $1 and kind = 'custom' order by source_key`,
    [workspaceId()],
  );
  return rows;
}

describe.each(EXPORTS)('the open commissions of %s', (platform, files) => {
  it('are owed here to the cent, once; what was paid or void there is left out, and what is unclear fails', async () => {
    const { importId } = await takeOver(platform, files);
    const [, file] = (await view(importId)).files;
    expect(file?.objectName).toBe(`${platform}-commissions`);
    expect(file?.counts).toMatchObject({ created: 2, unchanged: 2, failed: 1 });
    expect(file?.faults.map(({ columnName }) => columnName)).toEqual([expect.stringMatching(/paid$/i)]);
    await takeOver(platform, files);
    expect(await granted()).toEqual([
      { source_key: `takeover:${platform}:1`, amount_minor: 3_000, currency: 'USD' },
      { source_key: `takeover:${platform}:2`, amount_minor: 500, currency: 'JPY' },
    ]);
    expect((await verifyLedger(workspaceId())).differences).toEqual([]);
  });
});
