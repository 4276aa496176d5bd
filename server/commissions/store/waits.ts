import { sql } from 'kysely';
import { measureWaits } from '../../core/waits.ts';
import { selectAwaitingApproval } from './commissions.ts';

/** Commissions booked, and those on which somebody must decide before they are paid. */
export function readCommissionWaits(workspaceId: string, now: Date) {
  return measureWaits(
    ['booked', 'approved'],
    sql`select 'booked' as key, booked_at as began_at, booked_at as ended_at from commissions.commissions
        where workspace_id = ${workspaceId} and amount_minor <> 0
      union all
      select 'approved', c.booked_at, a.decided_at from commissions.approvals a
        join commissions.commissions c on c.workspace_id = a.workspace_id and c.id = a.commission_id
        where a.workspace_id = ${workspaceId} and a.withdrawn_at is null
      union all select 'approved', booked_at, null from ${selectAwaitingApproval(workspaceId, now)} as open`,
    now,
  );
}
