import { sql } from 'kysely';
import { measureWaits } from '../../core/waits.ts';

/** Until somebody has decided on what looked wrong. */
export function readCaseWaits(workspaceId: string, now: Date) {
  return measureWaits(
    ['examined'],
    sql`select 'examined' as key, found_at as began_at, decided_at as ended_at from fraud.cases
      where workspace_id = ${workspaceId}`,
    now,
  );
}
