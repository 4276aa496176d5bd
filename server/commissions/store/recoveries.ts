import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';

const COUNTER_ACCOUNTS = { repayment: 'repayments_received', write_off: 'written_off' } as const;

/** Money that came in for what is asked back, or what is given up of it. Below zero takes a repayment back. */
export interface RecoveredAmount {
  kind: keyof typeof COUNTER_ACCOUNTS;
  sourceKey: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
}

/** Books it with two lines, once for its key. In the caller's transaction. */
export async function insertRecovered(
  workspaceId: string,
  { kind, sourceKey, affiliateId, currency, amountMinor }: RecoveredAmount,
  at: Date,
): Promise<void> {
  await sql`
    with entry as (
      insert into commissions.ledger_entries (workspace_id, id, source_key, kind, currency, at)
      values (${workspaceId}, ${newId('ent')}, ${sourceKey}, ${kind}, ${currency}, ${at})
      on conflict (workspace_id, source_key) do nothing
      returning id
    )
    insert into commissions.ledger_lines (workspace_id, entry_id, line, account, affiliate_id, amount_minor, currency, at)
    select ${workspaceId}, entry.id, side.line, side.account, ${affiliateId}, side.amount, ${currency}, ${at}
    from entry, (values (1, 'recoverable', ${amountMinor}::bigint),
      (2, ${COUNTER_ACCOUNTS[kind]}, ${-amountMinor}::bigint)) as side (line, account, amount)`.execute(db());
}

/** What came in of what was asked back, in `[from, to)`, by affiliate and currency. */
export async function sumRepayments(
  workspaceId: string,
  which: { from: Date; to: Date; affiliateId?: string },
): Promise<{ affiliateId: string; currency: string; amountMinor: number }[]> {
  let select = db()
    .selectFrom('commissions.ledgerLines')
    .select(['affiliateId', 'currency', sql<number>`-sum(amount_minor)::bigint`.as('amountMinor')])
    .where('workspaceId', '=', workspaceId)
    .where('account', '=', 'repayments_received')
    .where('at', '>=', which.from)
    .where('at', '<', which.to)
    .groupBy(['affiliateId', 'currency']);
  if (which.affiliateId) select = select.where('affiliateId', '=', which.affiliateId);
  return select.execute();
}

/** Affiliates of whom more came in or was given up than was asked back: none, unless somebody wrote past the rules. */
export async function listOverRecovered(
  workspaceId: string,
): Promise<{ affiliateId: string; amountMinor: number }[]> {
  return db()
    .selectFrom('commissions.ledgerLines')
    .select(['affiliateId', sql<number>`sum(amount_minor)::bigint`.as('amountMinor')])
    .where('workspaceId', '=', workspaceId)
    .where('account', '=', 'recoverable')
    .groupBy(['affiliateId', 'currency'])
    .having(sql<boolean>`sum(amount_minor) > 0`)
    .execute();
}
