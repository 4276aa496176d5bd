import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { callerOf, openProgram, signInToPortal, takeByHand } from '../../../test/support/money.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call } = callerOf(() => app);

describe('what is asked back', () => {
  it('is told to the affiliate by mail and in the portal, with what it is for and how to send it', async () => {
    const { ws, finance, addAffiliate } = await openProgram(app);
    const { portal, userId } = await signInToPortal(app, ws);
    const ann = await addAffiliate('ann', { userId });
    const terms = { howToRepay: 'IBAN DE02 1203 0000 0000 2020 51', rules: [] };
    expect((await call('PUT', '/recovery-terms', finance, terms)).json()).toEqual(terms);
    await takeByHand(ws, ann, 2_000);
    const { id } = (await call('POST', '/recoveries', finance, { affiliateId: ann, currency: 'USD' })).json();
    const own = (await call('GET', '/portal/recoveries', portal)).json().data;
    expect(own).toMatchObject([
      { openMinor: 2_000, howToRepay: terms.howToRepay, entries: [{ amountMinor: -2_000 }] },
    ]);
    expect(own[0]).not.toHaveProperty('openedByName');
    await call('POST', `/recoveries/${id}/repayments`, finance, {
      ...{ amountMinor: 2_000, receivedOn: '2026-04-01', reference: 'BANK-1' },
    });
    await drainJobs();
    const { rows } = await pool().query(
      "select kind, body_text from core.mails where workspace_id = $1 and kind like 'recovery%' order by created_at",
      [ws],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['recovery_opened', 'recovery_ended']);
    expect(rows[0].body_text).toContain('$20.00');
    expect(rows[0].body_text).toContain(terms.howToRepay);
    expect(rows[1].body_text).toContain('everything is settled');
    const csv = (await call('GET', '/recoveries/export.csv', finance)).body;
    expect(csv).toContain('20,20,0,Repaid');
  });
});
