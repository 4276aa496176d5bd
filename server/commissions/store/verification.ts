import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** How many entries there are, and those whose lines do not sum to zero: none, unless triggers were taken away. */
export async function listBrokenEntries(workspaceId: string) {
  const { rows } = await sql<{ entries: number; broken: { id: string; sum: number }[] }>`
    select count(*) as entries,
      coalesce(json_agg(json_build_object('id', id, 'sum', sum)) filter (where sum is distinct from 0), '[]') as broken
    from (
      select entry.id, sum(line.amount_minor) as sum
      from commissions.ledger_entries entry
      left join commissions.ledger_lines line
        on line.workspace_id = entry.workspace_id and line.entry_id = entry.id
      where entry.workspace_id = ${workspaceId}
      group by entry.id
    ) as summed`.execute(db());
  return rows[0] ?? { entries: 0, broken: [] };
}
