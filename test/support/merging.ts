import { recordAsks, saveAffiliate } from '../../server/affiliates/index.ts';
import { type Actor, systemActor } from '../../server/core/actor.ts';
import { pool } from '../../server/core/db.ts';
import { createActivity } from '../../server/customers/activities/create-activity.ts';
import { appendTimeline, saveAccounts, savePeople } from '../../server/customers/index.ts';
import {
  recordCosts,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
} from '../../server/signals/index.ts';
import { recordSale } from '../../server/tracking/index.ts';

/** What may differ after an undo: the merges themselves, what is told of them, and marks of what is to be done. */
const TOLD = new Set([
  ...['customers.merges', 'customers.merge_moves', 'workspace.audit_entries', 'core.outbox'],
  ...['core.outbox_deliveries', 'signals.changed_accounts', 'success.stale_accounts'],
]);

const OF_WORKSPACES = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' order by 1`;

/** Every row of the workspace in every table, by table, as the database writes it. */
export async function dump(workspaceId: string): Promise<Record<string, string[]>> {
  const tables = (await pool().query<{ name: string }>(OF_WORKSPACES)).rows.map(({ name }) => name);
  const dumped: Record<string, string[]> = {};
  for (const table of tables.filter((name) => !TOLD.has(name))) {
    const isTold = table === 'customers.timeline_entries' ? `and kind <> 'merge'` : '';
    const { rows } = await pool().query<{ row: string }>(
      `select t::text as row from ${table} t where workspace_id = $1 ${isTold} order by 1`,
      [workspaceId],
    );
    if (rows.length > 0) dumped[table] = rows.map(({ row }) => row);
  }
  return dumped;
}

/** A company whose accounts a1… and people p1… have facts of every kind, some of them on the same days. */
export async function fillRecord(
  workspaceId: string,
  { accounts, people }: { accounts: number; people: number },
) {
  const names = (count: number, letter: string) =>
    Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
  const actor: Actor = systemActor(workspaceId, 'Somebody');
  const saved = await saveAccounts(
    workspaceId,
    names(accounts, 'a').map((externalId, n) => ({
      ...{ externalId, name: `Acme ${n}`, domain: `${externalId}.example`, stage: 'customer' as const },
      ...(n % 2 ? { industry: 'Retail', seats: n } : { planTier: 'Pro', attributes: { [`k${n}`]: n } }),
    })),
  );
  const somebody = await savePeople(
    workspaceId,
    names(people, 'p').map((externalId, n) => ({
      ...{ externalId, email: `${externalId}@mail.example`, name: `ใจดี ${n}`, phone: `+66 2 000 00${n}` },
      ...{
        accountExternalId: `a${(n % accounts) + 1}`,
        role: n % 2 ? ('champion' as const) : null,
        weight: n,
      },
    })),
  );
  // Known by their names alone, the same in every account.
  await savePeople(
    workspaceId,
    saved.map(({ id }) => ({ name: 'Reception', accountId: id })),
  );
  await fillFacts(workspaceId, names(accounts, 'a'), names(people, 'p'));
  await appendTimeline(
    workspaceId,
    saved.map(({ id }) => ({
      accountId: id,
      at: new Date(0),
      kind: 'x',
      sourceId: id,
      code: 'x',
      values: {},
    })),
  );
  const [first, second, ...others] = somebody.map(({ id }) => id);
  for (const [kind, personId] of [['note', first] as const, ['call', second] as const])
    await createActivity(actor, { kind, body: 'Said', personId, personIds: [...others, first ?? ''] });
  await saveAffiliate(workspaceId, {
    ...{ name: 'Ann', email: 'ann@aff.example', status: 'active' },
    ...{ personId: somebody[0]?.id, accountId: saved[0]?.id },
  });
  const askedAt = new Date('2026-02-01');
  await recordAsks(
    workspaceId,
    somebody.map(({ id: personId }, n) => ({
      personId,
      accountId: saved[n % accounts]?.id ?? null,
      askedAt,
    })),
  );
  return { actor, accountIds: saved.map(({ id }) => id), personIds: somebody.map(({ id }) => id) };
}

async function fillFacts(workspaceId: string, accounts: string[], people: string[]): Promise<void> {
  const at = new Date('2026-03-01T10:00:00Z');
  const both = people.map((personExternalId, n) => {
    return { personExternalId, accountExternalId: accounts[n % accounts.length] as string };
  });
  await recordTickets(workspaceId, [
    ...both.map((who) => ({ ...who, subject: 'Help', openedAt: at })),
    ...accounts.map((accountExternalId) => ({
      accountExternalId,
      externalId: `t-${accountExternalId}`,
      openedAt: at,
    })),
  ]);
  await recordUsage(workspaceId, [
    ...both.map((who, n) => ({ ...who, feature: 'export', day: '2026-03-02', quantity: n + 1 })),
    ...accounts.map((accountExternalId, n) => ({
      accountExternalId,
      feature: 'login',
      day: '2026-03-03',
      quantity: n,
    })),
  ]);
  await recordSurveyAnswers(
    workspaceId,
    both.map((who, n) => ({ ...who, kind: 'nps' as const, wave: 'one', score: n % 11, answeredAt: at })),
  );
  await recordSubscriptions(
    workspaceId,
    accounts.map((accountExternalId, n) => ({
      ...{ accountExternalId, plan: 'Pro', mrrMinor: 1_000 * (n + 1), currency: 'USD' },
      startedOn: n % 2 ? '2026-01-01' : '2026-02-01',
    })),
  );
  await recordCosts(workspaceId, [
    {
      kind: 'people',
      name: 'Care',
      amountMinor: 900,
      currency: 'USD',
      firstMonth: '2026-01',
      accountExternalIds: accounts,
    },
  ]);
  for (const [n, customerExternalId] of accounts.entries())
    await recordSale(workspaceId, {
      ...{ customerExternalId, customerEmail: `${people[n]}@mail.example`, invoiceId: `i-${n}` },
      ...{ amountMinor: 500, currency: 'USD', occurredAt: at },
    });
}
