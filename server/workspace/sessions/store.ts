import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** Nobody has as many; whoever does sees the ones that were used last. */
const MAX_SHOWN = 100;
/** A session is written at most so often, however many requests it makes. */
const USE_NOTED_EVERY_MS = 5 * 60_000;

interface SessionRow {
  id: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Date;
  lastUsedAt: Date;
}

/** What somebody is signed in with, wherever they work; last used first. */
export async function selectSessionsOf(userId: string, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, nullif(ip_address, '') as "ipAddress", user_agent as "userAgent", created_at as "createdAt",
      last_used_at as "lastUsedAt"
    from workspace.sessions where user_id = ${userId} and expires_at > ${now}
    order by last_used_at desc, id limit ${MAX_SHOWN}`.execute(db());
  return rows;
}

/** A session stands in the workspace that was chosen in it, else in its user's first: as `authenticate` takes it. */
const standsIn = (workspaceId: string) => sql`${workspaceId} = coalesce(
  (select m.workspace_id from workspace.members m
    where m.user_id = s.user_id and m.workspace_id = s.active_workspace_id),
  (select m.workspace_id from workspace.members m
    join workspace.workspaces w on w.workspace_id = m.workspace_id
    where m.user_id = s.user_id order by w.is_sample, m.created_at limit 1))`;

/** Those of a member that stand in this workspace; last used first. */
export async function selectSessionsIn(
  workspaceId: string,
  userId: string,
  now: Date,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, nullif(s.ip_address, '') as "ipAddress", s.user_agent as "userAgent",
      s.created_at as "createdAt", s.last_used_at as "lastUsedAt"
    from workspace.sessions s
    where s.user_id = ${userId} and s.expires_at > ${now} and ${standsIn(workspaceId)}
    order by s.last_used_at desc, s.id limit ${MAX_SHOWN}`.execute(db());
  return rows;
}

/** @returns whether there was one. */
export async function deleteSession(userId: string, sessionId: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    delete from workspace.sessions where user_id = ${userId} and id = ${sessionId}`.execute(db());
  return numAffectedRows > 0n;
}

/** @returns how many there were. */
export async function deleteOtherSessions(userId: string, keptId: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from workspace.sessions where user_id = ${userId} and id <> ${keptId}`.execute(db());
  return Number(numAffectedRows);
}

/** Of those that stand in the workspace: one, or with null all. @returns how many there were. */
export async function deleteSessionsIn(
  workspaceId: string,
  userId: string,
  sessionId: string | null,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from workspace.sessions s
    where s.user_id = ${userId} and (${sessionId}::text is null or s.id = ${sessionId})
      and ${standsIn(workspaceId)}`.execute(db());
  return Number(numAffectedRows);
}

/** Which workspace was chosen in the session. Notes now and then that it is in use. */
export async function noteSessionUse(sessionId: string, now: Date): Promise<string | null> {
  const row = await db()
    .selectFrom('workspace.sessions')
    .select(['activeWorkspaceId', 'lastUsedAt'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  const since = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  if (row && row.lastUsedAt < since) {
    await db()
      .updateTable('workspace.sessions')
      .set({ lastUsedAt: now })
      .where('id', '=', sessionId)
      // Of many requests at once, one writes.
      .where('lastUsedAt', '<', since)
      .execute();
  }
  return row?.activeWorkspaceId ?? null;
}
