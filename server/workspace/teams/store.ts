import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Team } from './schema.ts';

/** By name; with the members by theirs. */
export async function selectTeams(workspaceId: string, ids: string[] | null = null): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.id, t.name, t.lead_id as "leadId", coalesce(
      jsonb_agg(jsonb_build_object('userId', i.id, 'name', i.name) order by lower(i.name), i.id)
        filter (where i.id is not null), '[]') as members
    from workspace.teams t
    left join workspace.team_members m on m.workspace_id = t.workspace_id and m.team_id = t.id
    left join workspace.identities i on i.id = m.user_id
    where t.workspace_id = ${workspaceId} and (${ids}::text[] is null or t.id = any(${ids}::text[]))
    group by t.id, t.name, t.lead_id
    order by lower(t.name)`.execute(db());
  return rows;
}

/** Locks it until the transaction ends. */
export async function lockTeam(workspaceId: string, id: string): Promise<boolean> {
  const row = await db()
    .selectFrom('workspace.teams')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns false when another team has this name. */
export async function upsertTeam(
  workspaceId: string,
  team: { id: string; name: string; leadId: string | null; at: Date },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into workspace.teams as known (workspace_id, id, name, lead_id, created_at, updated_at)
    select ${workspaceId}, ${team.id}, ${team.name}, ${team.leadId}, ${team.at}, ${team.at}
    where not exists (select from workspace.teams where workspace_id = ${workspaceId}
      and lower(name) = lower(${team.name}) and id <> ${team.id})
    on conflict (workspace_id, id) do update
      set name = excluded.name, lead_id = excluded.lead_id, updated_at = excluded.updated_at
    returning id`.execute(db());
  return rows.length > 0;
}

/** So that two who name teams at once wait for each other. */
export async function lockTeamNames(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId}:teams`}, 0))`.execute(db());
}

export async function replaceTeamMembers(
  workspaceId: string,
  teamId: string,
  userIds: string[],
): Promise<void> {
  await db()
    .deleteFrom('workspace.teamMembers')
    .where('workspaceId', '=', workspaceId)
    .where('teamId', '=', teamId)
    .where('userId', '<>', (eb) => eb.fn('all', [eb.val(userIds)]))
    .execute();
  await sql`
    insert into workspace.team_members (workspace_id, team_id, user_id)
    select ${workspaceId}, ${teamId}, unnest(${userIds}::text[]) on conflict do nothing`.execute(db());
}

export async function deleteTeam(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('workspace.teams')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
