import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { pool } from '../../core/db.ts';
import { appendTimeline, saveAccounts } from '../index.ts';
import { searchKey } from '../rules.ts';

const MIGRATION = readFileSync(new URL('../../migrations/370_activities.sql', import.meta.url), 'utf8');
/** What the migration does to the rows that it finds, without what it makes. */
const OF_ROWS = /create function[\s\S]*drop function[^;]*;/.exec(MIGRATION)?.[0] ?? '';

useDatabase();

it('notes of before become records without loss, and all entries of before are found by their words', async () => {
  const { id: ws } = await makeWorkspace();
  const [account] = await saveAccounts(ws, [{ name: 'Acme' }]);
  const bodies = ['Café  Über\nnext', 'ลูกค้าขอส่วนลดเพิ่ม 50%', '', 'ДОМ 👍 ﬁne', '`~{}[]|'];
  const at = new Date('2025-01-02T03:04:05.678Z');
  const common = { accountId: account?.id ?? '', at, code: 'customers:timeline.note' };
  await appendTimeline(ws, [
    ...bodies.map((body, n) => ({
      ...{ ...common, kind: 'note', sourceId: `not_${n}`, values: { author: 'Ann', body } },
    })),
    { ...common, kind: 'visit', sourceId: 'v', values: { page: 'Prices', otherId: 'x', count: 1 } },
  ]);
  await pool().query(`update customers.timeline_entries set search_key = '' where workspace_id = $1`, [ws]);
  await pool().query(OF_ROWS);
  const { rows } = await pool().query(
    `select e.source_id, e.search_key, e.activity_id, t.body, t.author_name, t.at, t.account_id, t.search_key as own_key
     from customers.timeline_entries e
     left join customers.activities t on t.workspace_id = e.workspace_id and t.id = e.activity_id
     where e.workspace_id = $1 order by e.source_id`,
    [ws],
  );
  expect(rows).toEqual([
    ...bodies.map((body, n) => ({
      ...{ source_id: `not_${n}`, activity_id: `not_${n}`, body, author_name: 'Ann', at },
      ...{ account_id: account?.id, own_key: searchKey(body), search_key: searchKey(`Ann ${body}`) },
    })),
    {
      ...{ source_id: 'v', activity_id: null, body: null, author_name: null, at: null, account_id: null },
      ...{ own_key: null, search_key: 'prices' },
    },
  ]);
});
