import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inviteAffiliate, recordAsks, saveOffer } from '../server/affiliates/index.ts';
import { systemActor } from '../server/core/actor.ts';
import { pool } from '../server/core/db.ts';
import { savePeople } from '../server/customers/index.ts';
import { heldNames } from '../server/customers/merges/held-ids.ts';
import { mergeRecords } from '../server/customers/merges/merge-records.ts';
import { undoMerge } from '../server/customers/merges/undo-merge.ts';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from './support/database.ts';
import { dump, fillRecord } from './support/merging.ts';

useDatabase();

/** Columns of that name which name something else. */
const OTHERS = new Set([
  // What the sign-in provider calls a member.
  'workspace.credentials.account_id',
]);

describe('every column that names an account or a person', () => {
  it('is declared by its room, so that a merge reaches it', async () => {
    const { rows } = await pool().query<{ name: string }>(`
      select c.oid::regclass || '.' || a.attname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and a.attnum > 0
        and not a.attisdropped and (a.attname ~ '(^|_)(account|person)_id$' or exists (
          select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any (f.conkey)
            and a.attname not in ('workspace_id', 'owner_id')
            and f.confrelid in ('customers.accounts'::regclass, 'customers.people'::regclass)))`);
    const held = new Set(heldNames().map((name) => name.split(' ')[0]));
    const names = rows.map(({ name }) => name).filter((name) => !OTHERS.has(name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !held.has(name))).toEqual([]);
  });
});

describe('a merge and its undoing', () => {
  it('restore both records and everything that belonged to each, byte for byte', async () => {
    const { id: ws } = await makeWorkspace();
    const { actor, accountIds, personIds } = await fillRecord(ws, { accounts: 3, people: 5 });
    await drainJobs();
    const before = await dump(ws);
    const [a = '', b = ''] = accountIds;
    const [p = '', q = ''] = personIds;
    const people = await mergeRecords(actor, { object: 'person', keptId: p, mergedId: q });
    const accounts = await mergeRecords(actor, { object: 'account', keptId: a, mergedId: b });
    expect(await dump(ws)).not.toEqual(before);
    await undoMerge(actor, accounts.id);
    await undoMerge(actor, people.id);
    expect(await dump(ws)).toEqual(before);
  });

  it('leave nothing that names the record that is gone', async () => {
    const { id: ws } = await makeWorkspace();
    const { actor, accountIds, personIds } = await fillRecord(ws, { accounts: 2, people: 3 });
    const [a = '', b = ''] = accountIds;
    const [p = '', q = ''] = personIds;
    await mergeRecords(actor, { object: 'account', keptId: a, mergedId: b });
    await mergeRecords(actor, { object: 'person', keptId: p, mergedId: q });
    await drainJobs();
    const left = Object.entries(await dump(ws)).flatMap(([table, rows]) =>
      rows.filter((row) => row.includes(b) || row.includes(q)).map((row) => `${table}: ${row}`),
    );
    // What leads from the old keys to the new, by what a fact is known again, and as whom somebody was asked.
    const expected =
      /^(customers\.former_keys|signals\.(usage_events|tickets|subscriptions|survey_answers|churn_events)|customers\.timeline_entries|affiliates\.asks):/;
    expect(left.filter((row) => !expected.test(row))).toEqual([]);
  });

  it('keep every fact exactly once, and the ledger and its attribution as they are, whatever is merged and undone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ isUndo: fc.boolean(), isAccount: fc.boolean(), one: fc.nat(), other: fc.nat() }),
          {
            maxLength: 8,
          },
        ),
        async (steps) => {
          const { id: ws } = await makeWorkspace();
          const { actor, accountIds, personIds } = await fillRecord(ws, { accounts: 4, people: 6 });
          const [before, facts] = [await dump(ws), await sums(ws)];
          const open: string[] = [];
          for (const { isUndo, isAccount, one, other } of steps) {
            if (isUndo && open.length > 0) {
              const id = open[one % open.length] as string;
              const isDone = await undoMerge(actor, id).then(() => true, refusedAs('merge_built_upon'));
              if (isDone) open.splice(open.indexOf(id), 1);
            } else {
              const ids = isAccount ? accountIds : personIds;
              const [keptId = '', mergedId = ''] = [ids[one % ids.length], ids[other % ids.length]];
              const object = isAccount ? 'account' : 'person';
              const merge = await mergeRecords(actor, { object, keptId, mergedId }).catch(
                refusedAs('merged_elsewhere', 'same_record'),
              );
              if (merge && !open.includes(merge.id)) open.push(merge.id);
            }
            expect(await sums(ws)).toEqual(facts);
          }
          for (const id of open.toReversed()) await undoMerge(actor, id);
          expect(await dump(ws)).toEqual(before);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('somebody who was asked to recommend', () => {
  it('rests from it also after they were merged into somebody else: the stricter answer holds', async () => {
    const { id: ws } = await makeWorkspace();
    const actor = systemActor(ws, 'Somebody');
    const [p, q] = await savePeople(ws, [{ email: 'ann@a.example' }, { email: 'ann@b.example' }]);
    await recordAsks(ws, [{ personId: q?.id ?? '', accountId: null, askedAt: new Date() }]);
    await mergeRecords(actor, { object: 'person', keptId: p?.id ?? '', mergedId: q?.id ?? '' });
    const { id: offerId } = await saveOffer(ws, { name: 'Acme', destinationUrl: 'https://acme.example' });
    const asking = inviteAffiliate(actor, testConfig(), { offerId, personId: p?.id ?? '' });
    await expect(asking).rejects.toMatchObject({ code: 'asked_recently' });
  });
});

function refusedAs(...codes: string[]) {
  return (error: { code?: string }): false => {
    if (!codes.includes(error.code ?? '')) throw error;
    return false;
  };
}

/** What no merge may change: how many facts there are, and what they add up to. */
async function sums(ws: string) {
  const { rows } = await pool().query(
    `select
      (select count(*) from signals.tickets where workspace_id = $1) as tickets,
      (select count(*) from signals.survey_answers where workspace_id = $1) as answers,
      (select sum(quantity) from signals.usage_days where workspace_id = $1) as usage,
      (select sum(quantity) from signals.usage_events where workspace_id = $1) as events,
      (select sum(amount_minor) from signals.mrr_movements where workspace_id = $1) as mrr,
      (select count(*) from customers.timeline_entries where workspace_id = $1 and kind <> 'merge') as touches,
      (select count(*) from affiliates.affiliates where workspace_id = $1) as affiliates,
      (select json_agg(to_jsonb(c) - 'account_id' - 'person_id' order by id)
        from tracking.referred_customers c where workspace_id = $1) as customers,
      (select json_agg(s order by id) from tracking.sale_events s where workspace_id = $1) as sales,
      (select json_agg(l order by l::text) from commissions.ledger_lines l where workspace_id = $1) as ledger`,
    [ws],
  );
  return rows[0];
}
