import { sql } from 'kysely';
import { measureWaits } from '../../core/waits.ts';

/** Until who was invited accepts, and until somebody decides on who has applied. */
export function readApprovalWaits(workspaceId: string, now: Date) {
  return measureWaits(
    ['invited', 'decided'],
    // What the staff record is decided with it; and a later suspension is no answer to an application.
    sql`select 'invited' as key, created_at as began_at, accepted_at as ended_at from affiliates.invitations
        where workspace_id = ${workspaceId} and (accepted_at is not null or expires_at > ${now})
      union all
      select 'decided', created_at, case when status <> 'pending' then status_changed_at end
        from affiliates.affiliates
        where workspace_id = ${workspaceId} and source in ('invitation', 'application') and status <> 'suspended'`,
    now,
  );
}
