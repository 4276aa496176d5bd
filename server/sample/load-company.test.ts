import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/support/database.ts';
import { pool } from '../core/db.ts';
import { findSampleWorkspace, loadSampleCompany, prepareSampleWorkspace } from './load-company.ts';
import { createWorld } from './world.ts';

useDatabase();

const ACCOUNTS = 250;
/** Customers who were registered by affiliates and accepted. */
const REGISTERED = 2;
const DEALS = 34;
const TODAY = new Date('2026-06-30T00:00:00Z');
const INTERRUPTED_AFTER = [1, 4, 6];
const TIMEOUT_MS = 120_000;

describe('a sample company', () => {
  it('is made once, however often that is interrupted and by however many', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { id } = await prepareSampleWorkspace({ accountCount: ACCOUNTS, now: TODAY });
    for (const steps of INTERRUPTED_AFTER) {
      await expect(loadSampleCompany(id, breakAfter(steps))).rejects.toThrow('interrupted');
      expect(await findSampleWorkspace()).toBeNull();
    }
    await Promise.all([loadSampleCompany(id, () => {}), loadSampleCompany(id, () => {})]);
    expect((await findSampleWorkspace())?.id).toBe(id);

    expect(await count('select count(*) from customers.accounts')).toBe(ACCOUNTS + REGISTERED);
    expect(await count('select count(*) from tracking.clicks')).toBe(createWorld(ACCOUNTS, TODAY).clickCount);
    expect(await count('select sum(counted + repeats + automatic) from tracking.click_days')).toBe(
      createWorld(ACCOUNTS, TODAY).clickCount,
    );
    expect(await count('select sum(quantity) from signals.usage_days')).toBe(
      await count('select sum(quantity) from signals.usage_events'),
    );
    const deals = 'select count(*) from customers.deals where deleted_at is null';
    expect(await count(`${deals} and registration_id is not null`)).toBe(REGISTERED);
    expect(await count(deals)).toBe(REGISTERED + DEALS);
    const { rows } = await pool().query('select step from sample.load_steps order by step');
    const { step_count: stepCount } = (await pool().query('select step_count from sample.loads')).rows[0];
    expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: stepCount }, (_, step) => step));
  });
});

function breakAfter(steps: number) {
  return ({ stepsDone }: { stepsDone: number }) => {
    if (stepsDone >= steps) throw new Error('interrupted');
  };
}

async function count(query: string): Promise<number> {
  return Number((await pool().query(query)).rows[0][query.includes('sum(') ? 'sum' : 'count']);
}
