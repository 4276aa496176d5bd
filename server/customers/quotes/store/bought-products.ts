import { sql } from 'kysely';
import { db } from '../../../core/db.ts';

const MONTHS_PER_YEAR = 12;

/** What an account pays for a product each month, by the quotes that it accepted. */
export interface BoughtProduct {
  accountId: string;
  productId: string;
  name: string;
  currency: string;
  monthlyMinor: number;
}

/** What these accounts bought to be paid every month or year and is still sold; paid once has no worth a month. */
export async function selectBoughtProducts(
  workspaceId: string,
  accountIds: string[],
): Promise<BoughtProduct[]> {
  const { rows } = await sql<BoughtProduct>`
    select d.account_id, p.id as product_id, p.name, q.currency,
      round(sum((l.line->>'netMinor')::numeric / case l.line->>'cycle' when 'yearly' then ${MONTHS_PER_YEAR}::int else 1 end))::bigint
        as monthly_minor
    from customers.quotes q
    join customers.deals d on d.workspace_id = q.workspace_id and d.id = q.deal_id
    cross join lateral jsonb_array_elements(q.lines) as l (line)
    join customers.products p on p.workspace_id = q.workspace_id and p.id = l.line->>'productId'
    where q.workspace_id = ${workspaceId} and q.state = 'accepted' and d.deleted_at is null
      and d.account_id = any(${accountIds}::text[]) and not p.is_archived
      and l.line->>'cycle' in ('monthly', 'yearly')
    group by d.account_id, p.id, p.name, q.currency
    order by d.account_id, p.id, q.currency`.execute(db());
  return rows;
}
