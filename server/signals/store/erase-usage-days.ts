import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PersonKeys } from '../../customers/index.ts';

/** What a person used stays their account's use, of nobody by name. */
export async function eraseUsageDays(workspaceId: string, keys: PersonKeys): Promise<void> {
  const personIds = [...(keys.get('person') ?? [])];
  await sql`
    with gone as (
      delete from signals.usage_days where workspace_id = ${workspaceId} and person_id = any(${personIds}::text[])
      returning account_id, day, feature, quantity, duration_seconds, error_count, last_at
    )
    insert into signals.usage_days as known (workspace_id, account_id, day, feature, person_id, quantity,
      duration_seconds, error_count, last_at)
    select ${workspaceId}, account_id, day, feature, '', sum(quantity), sum(duration_seconds), sum(error_count), max(last_at)
    from gone group by account_id, day, feature order by account_id, day, feature
    on conflict (workspace_id, account_id, day, feature, person_id) do update set
      quantity = known.quantity + excluded.quantity,
      duration_seconds = known.duration_seconds + excluded.duration_seconds,
      error_count = known.error_count + excluded.error_count,
      last_at = greatest(known.last_at, excluded.last_at)`.execute(db());
}
