import { sql } from 'kysely';
import { measureWaits } from '../../core/waits.ts';

/** How leads get on until somebody works on them: found twice, without an owner, handed on, and given back. */
export function readLeadWaits(workspaceId: string, now: Date) {
  const leads = sql`
    select owner_id, created_at from customers.accounts where workspace_id = ${workspaceId} and ${IS_LEAD}
    union all select owner_id, created_at from customers.people where workspace_id = ${workspaceId} and ${IS_LEAD}`;
  const ofHandOffs = sql`from customers.hand_offs where workspace_id = ${workspaceId} and state <> 'withdrawn'`;
  return measureWaits(
    ['arrived', 'duplicates', 'owners', 'handedOff', 'taken', 'returned'],
    // When a record got its owner is not kept, so that of owners only those that wait are told.
    sql`select 'arrived' as key, created_at as began_at, created_at as ended_at from (${leads}) as leads
      union all select 'owners', created_at, null from (${leads}) as leads where owner_id is null
      union all select 'duplicates', found_at, dismissed_at from customers.duplicates
        where workspace_id = ${workspaceId}
      union all select 'duplicates', null, merged_at from customers.merges where workspace_id = ${workspaceId}
      union all select 'handedOff', created_at, created_at ${ofHandOffs}
      union all select 'taken', created_at, coalesce(accepted_at, ended_at) ${ofHandOffs}
      union all select 'returned', created_at, ended_at ${ofHandOffs} and state = 'returned'`,
    now,
  );
}

const IS_LEAD = sql`stage in ('lead', 'trial')`;
