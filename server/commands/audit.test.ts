import { expect, it } from 'vitest';
import { runCli } from '../../test/support/child.ts';
import { makeWorkspace, TEST_SECRET, useDatabase } from '../../test/support/database.ts';
import { systemActor } from '../core/actor.ts';
import { pool } from '../core/db.ts';
import { audit } from '../workspace/index.ts';
import { sayAuditVerification } from './audit.ts';

/** Two starts of the whole program. */
const COMMANDS_TIMEOUT_MS = 120_000;

useDatabase();

it(
  'the audit log verified from the command line is whole, and names the row that was altered',
  async () => {
    const { id, slug } = await makeWorkspace();
    const change = { action: 'offer.changed', objectType: 'offer', objectId: 'off_1', after: { name: 'A' } };
    await audit(systemActor(id, 'test'), change);
    const verify = (...options: string[]) =>
      runCli(['audit', 'verify', '--workspace', slug, ...options], {
        DATABASE_URL: pool().options.connectionString ?? '',
        GOODWORD_SECRET: TEST_SECRET,
      });
    const fine = await verify();
    expect(fine.code).toBe(0);
    expect(fine.stdout).toContain('✓ Nothing was altered: 1 entries checked');
    await pool().query("update workspace.audit_entries set actor_name = 'Nobody'");
    const { rows } = await pool().query('select id from workspace.audit_entries');
    const broken = await verify('--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({
      entries: 1,
      faults: [{ code: 'changed', id: rows[0].id, sequence: 1, count: 1 }],
    });
    expect(sayAuditVerification(JSON.parse(broken.stdout), 'en')).toContain(
      `${rows[0].id}: changed after it was written (place 1)`,
    );
  },
  COMMANDS_TIMEOUT_MS,
);
