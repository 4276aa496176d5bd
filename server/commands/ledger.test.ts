import { expect, it } from 'vitest';
import { runCli } from '../../test/support/child.ts';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { TWENTY_PERCENT, tellSale } from '../../test/support/money.ts';
import { savePlan } from '../commissions/index.ts';
import { pool } from '../core/db.ts';

/** Three starts of the whole program. */
const COMMANDS_TIMEOUT_MS = 120_000;

useDatabase();

it(
  'the ledger verified from the command line agrees, and names the commission that was tampered with',
  async () => {
    const { id, slug } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await tellSale(id);
    const verify = (...options: string[]) =>
      runCli(['ledger', 'verify', '--workspace', slug, ...options], {
        DATABASE_URL: pool().options.connectionString ?? '',
      });
    const fine = await verify();
    expect(fine).toMatchObject({
      code: 0,
      stdout: '✓ The ledger agrees: 1 commissions and 0 awards recomputed, 1 entries balanced.\n',
    });
    const client = await pool().connect();
    await client.query('set session_replication_role = replica');
    await client.query('update commissions.commissions set amount_minor = 1');
    await client.query('reset session_replication_role');
    client.release();
    const { rows } = await pool().query('select id from commissions.commissions');
    const broken = await verify('--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toEqual({
      commissions: 1,
      awards: 0,
      entries: 1,
      differences: [{ code: 'amount', id: rows[0].id, expected: 2_000, actual: 1 }],
    });
    expect((await verify()).stdout).toContain(`${rows[0].id}: the plan gives 2000, 1 is booked`);
  },
  COMMANDS_TIMEOUT_MS,
);
