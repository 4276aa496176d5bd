import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { pool } from '../../core/db.ts';
import { importPaths } from '../index.ts';
import { inspectFile } from './inspect-file.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/ravenstack/', import.meta.url));
const IMPORT_TIMEOUT_MS = 240_000;
const hasData = existsSync(FOLDER);
if (!hasData) process.stdout.write('skipped: the RavenStack files are not beside the project\n');

useDatabase();

const inspect = (name: string) =>
  inspectFile('', `${FOLDER}ravenstack_${name}.csv`, `ravenstack_${name}.csv`);

it.skipIf(!hasData).each([
  ['accounts', 'accounts', 8],
  ['subscriptions', 'subscriptions', 13],
  ['feature_usage', 'usage', 7],
  ['support_tickets', 'tickets', 8],
  ['churn_events', 'churnEvents', 7],
] as const)('RavenStack’s %s file tells by itself that it holds %s', async (name, objectName, mapped) => {
  const plan = await inspect(name);
  expect(plan).toMatchObject({ objectName, questions: [], format: { encoding: 'utf-8', delimiter: ',' } });
  expect(plan.columns.filter(({ target }) => target.kind === 'field')).toHaveLength(mapped);
  const orders = new Set(plan.columns.map(({ dateOrder }) => dateOrder));
  expect(orders).toEqual(new Set([null, 'dmy']));
});

it.skipIf(!hasData)(
  'the five RavenStack files come in whole, whatever order they are named in; a row told twice is one row',
  async () => {
    const { id } = await makeWorkspace();
    const { objects, faults } = await importPaths(id, [FOLDER]);
    expect(faults).toEqual([]);
    expect(objects).toEqual({
      accounts: { created: 500, updated: 0, unchanged: 0, failed: 0 },
      churnEvents: { created: 600, updated: 0, unchanged: 0, failed: 0 },
      usage: { created: 24_979, updated: 21, unchanged: 0, failed: 0 },
      subscriptions: { created: 5_000, updated: 0, unchanged: 0, failed: 0 },
      tickets: { created: 2_000, updated: 0, unchanged: 0, failed: 0 },
    });
    const again = await importPaths(id, [FOLDER]);
    const created = Object.values(again.objects).map((counts) => counts.created + counts.failed);
    expect(created).toEqual([0, 0, 0, 0, 0]);
    const { rows } = await pool().query(
      'select count(*) as accounts, min(signed_up_at) as first from customers.accounts where workspace_id = $1',
      [id],
    );
    expect(rows).toEqual([{ accounts: 500, first: new Date('2023-01-02') }]);
  },
  IMPORT_TIMEOUT_MS,
);
