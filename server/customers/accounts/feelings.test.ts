import { subDays } from 'date-fns/subDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveAccounts, writeAccountFigures } from '../index.ts';
import { FEELINGS } from '../schema/account.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

/** Name, NPS, CSAT, days since the last use. */
const CUSTOMERS: [string, number | null, number | null, number | null][] = [
  ['Promoter in use', 9, null, 1],
  ['Promoter asleep', 10, null, 29],
  ['Satisfied asleep', null, 4, 40],
  ['Detractor in use', 6, 5, 27],
  ['Detractor asleep', 2, null, 100],
  ['In between', 8, 5, 90],
  ['Never asked', null, null, 90],
  ['Use unknown', 10, null, null],
];

describe('what customers say beside what they do', () => {
  it('is told of those who answered and whose use is known, and the list holds just these', async () => {
    const { id: ws } = await makeWorkspace();
    const headers = await withApiKey(ws);
    const ask = async (url: string) => (await app.inject({ url: `/api/v1${url}`, headers })).json();
    const saved = await saveAccounts(ws, [
      ...CUSTOMERS.map(([name]) => ({ externalId: name, name, stage: 'customer' as const })),
      { externalId: 'lead', name: 'A lead', stage: 'lead' },
    ]);
    const figures = [...CUSTOMERS, ['A lead', 10, null, 50] as const].map(
      ([, npsScore, csatAverage, days], n) => ({
        ...{ accountId: saved[n]?.id ?? '', npsScore, csatAverage },
        lastActiveAt: days === null ? null : subDays(new Date(), days),
      }),
    );
    await writeAccountFigures(ws, figures);
    const names: Record<string, string[]> = {};
    for (const feeling of FEELINGS)
      names[feeling] = (await ask(`/accounts?feeling=${feeling}`)).data.map(
        ({ name }: { name: string }) => name,
      );
    expect(names).toEqual({
      happyUsing: ['Promoter in use'],
      happyIdle: ['Promoter asleep', 'Satisfied asleep'],
      unhappyUsing: ['Detractor in use'],
      unhappyIdle: ['Detractor asleep'],
    });
    expect(await ask('/accounts/feelings')).toEqual({
      ...{ happyUsing: 1, happyIdle: 2, unhappyUsing: 1, unhappyIdle: 1 },
    });
  });
});
