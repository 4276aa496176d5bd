import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** Who sets a recruiter follows the others who do, until the transaction ends. */
export async function lockRecruiters(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`affiliates.recruiters:${workspaceId}`}, 0))`.execute(
    db(),
  );
}

/** The recruiter of an affiliate, theirs, and so on. */
export async function selectRecruitersAbove(workspaceId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above (id) as (
      select recruiter_id from affiliates.affiliates
      where workspace_id = ${workspaceId} and id = ${id} and recruiter_id is not null
      union
      select affiliate.recruiter_id from above
      join affiliates.affiliates affiliate on affiliate.workspace_id = ${workspaceId} and affiliate.id = above.id
        and affiliate.recruiter_id is not null
    )
    select id from above`.execute(db());
  return rows.map((row) => row.id);
}

/** Those whom an affiliate recruited, the latest first. */
export async function selectRecruits(workspaceId: string, recruiterId: string) {
  return db()
    .selectFrom('affiliates.affiliates')
    .select(['id', 'name', 'status', 'recruitedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('recruiterId', '=', recruiterId)
    .orderBy('recruitedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
