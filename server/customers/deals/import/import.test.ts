import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../../test/support/database.ts';
import { enterDeals } from '../../../../test/support/deals.ts';
import { inTransaction } from '../../../core/db.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import { importPaths } from '../../imports/import-paths.ts';
import { findImportObject } from '../../imports/registry.ts';
import type { Deal } from '../schema/deal.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const OPENED = new Date('2026-01-10T09:00:00Z');
const ROWS = [
  {
    ...{ externalId: 'h1', name: 'Acme seats', accountName: 'Acme', stage: 'Proposal', createdAt: OPENED },
    ...{ amount: { amountMinor: 250_000, currency: 'EUR' }, expectedOn: '2026-09-30', probability: 0.6 },
  },
  {
    externalId: 'h2',
    name: 'Acme first year',
    stage: 'Closed Won',
    createdAt: OPENED,
    expectedOn: '2026-02-10',
  },
  {
    externalId: 'h3',
    name: 'Acme extra',
    stage: 'Closed Lost',
    lossReason: 'Merged away',
    createdAt: OPENED,
  },
  { externalId: 'h4', name: 'Nowhere', stage: 'Dreaming' },
  { externalId: 'h5', name: 'Nobody’s', stage: 'Proposal', accountName: 'Unheard of' },
];

describe('deals of another system', () => {
  it('stand where they stood there, with their time, once, and follow when they are told again', async () => {
    const { ws, call, account } = await enterDeals(app);
    const save = (rows: object[]) =>
      inTransaction(async () =>
        findImportObject('deals')?.saveBatch(ws, rows as never[], { runId: 'run', byName: 'Ann' }),
      );
    const outcomes = async (rows: object[]) => (await save(rows))?.map(({ outcome }) => outcome);
    const failures = ['failed', 'failed'];
    expect(await outcomes(ROWS)).toEqual(['created', 'created', 'created', ...failures]);
    expect(await outcomes(ROWS)).toEqual(['unchanged', 'unchanged', 'unchanged', ...failures]);
    const { data } = await call<{ data: Deal[] }>('GET', '/deals?sort=name');
    expect(data).toMatchObject([
      { name: 'Acme extra', state: 'lost', lossReason: 'Merged away' },
      { name: 'Acme first year', state: 'won', closedAt: '2026-02-10T12:00:00.000Z', closedByName: 'Ann' },
      {
        ...{ name: 'Acme seats', accountId: account, amountMinor: 250_000, currency: 'EUR' },
        ...{ probability: 60, expectedOn: '2026-09-30', stageSince: OPENED.toISOString() },
      },
    ]);
    const moved = [
      { ...ROWS[0], stage: 'Closed won' },
      { ...ROWS[1], stage: 'Negotiation' },
    ];
    expect(await outcomes(moved)).toEqual(['updated', 'updated']);
    const states = (await call<{ data: Deal[] }>('GET', '/deals?sort=name')).data.map(({ state }) => state);
    expect(states).toEqual(['lost', 'open', 'won']);
  });

  it('come in from the files of HubSpot and Salesforce as they are', async () => {
    const { ws, call } = await enterDeals(app);
    const folder = mkdtempSync(path.join(tmpdir(), 'goodword-deals-'));
    const files = {
      'hubspot-crm-exports-all-deals.csv': [
        'Record ID,Deal Name,Deal Stage,Close Date,Amount,Pipeline,Create Date,Closed Lost Reason,Associated Company',
        '901,Acme seats,Proposal,2026-09-30 10:00,1200.50,Sales,2026-01-10 09:00,,Acme',
        '902,Acme extra,Closed Lost,2026-02-03 10:00,90,Sales,2026-01-11 09:00,Too expensive,Acme',
      ],
      'salesforce-opportunities.csv': [
        'Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Probability (%),Close Date,Created Date,Next Step',
        '006A,Acme renewal,Acme,Negotiation,5000,70,2026-10-31,2026-03-01,Call them',
        '006B,Acme first,Acme,Closed Won,800,100,2026-03-15,2026-03-01,',
      ],
    };
    const paths = Object.entries(files).map(([name, lines]) => {
      const file = path.join(folder, name);
      writeFileSync(file, `${lines.join('\n')}\n`);
      return file;
    });
    await importPaths(ws, paths);
    rmSync(folder, { recursive: true });
    const { data } = await call<{ data: Deal[] }>('GET', '/deals?sort=name');
    expect(data).toMatchObject([
      { externalId: '902', state: 'lost', lossReason: 'Too expensive', accountName: 'Acme' },
      { externalId: '006B', state: 'won', amountMinor: 80_000 },
      { externalId: '006A', nextStep: 'Call them', probability: 70, expectedOn: '2026-10-31' },
      { externalId: '901', amountMinor: 120_050, expectedOn: '2026-09-30', accountName: 'Acme' },
    ]);
  });
});
