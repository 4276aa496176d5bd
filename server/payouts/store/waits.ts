import { sql } from 'kysely';
import { measureWaits } from '../../core/waits.ts';

/** Batches until they are approved, and from then until they are paid. */
export function readPayoutWaits(workspaceId: string, now: Date) {
  const own = sql`from payouts.payouts where workspace_id = ${workspaceId} and canceled_at is null`;
  return measureWaits(
    ['prepared', 'approved', 'paid'],
    sql`select 'prepared' as key, created_at as began_at, created_at as ended_at ${own}
      union all select 'approved', created_at, approved_at ${own}
      union all select 'paid', approved_at, paid_at ${own} and approved_at is not null`,
    now,
  );
}
