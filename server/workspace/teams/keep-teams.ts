import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../audit.ts';
import { listMembers } from '../store.ts';
import type { NewTeam, Team, TeamChange } from './schema.ts';
import { deleteTeam, lockTeam, lockTeamNames, replaceTeamMembers, selectTeams, upsertTeam } from './store.ts';

const MAX_TEAMS = 200;

export async function listTeams(actor: Actor): Promise<{ data: Team[] }> {
  authorize(actor, 'members.read');
  return { data: await selectTeams(actor.workspaceId) };
}

/** @throws Problem 409 `team_exists`, 422 naming a person who is no member */
export async function createTeam(actor: Actor, wanted: NewTeam): Promise<Team> {
  authorize(actor, 'teams.write');
  return inTransaction(async () => {
    await lockTeamNames(actor.workspaceId);
    if ((await selectTeams(actor.workspaceId)).length >= MAX_TEAMS)
      throw conflict('too_many_teams', `A workspace has ${MAX_TEAMS} teams at most.`);
    const id = newId('tea');
    await saveTeam(actor, { id, ...wanted });
    await audit(actor, { action: 'team.created', objectType: 'team', objectId: id, after: wanted });
    return getTeam(actor, id);
  });
}

/** @throws Problem 404, 409 `team_exists`, 422 naming a person who is no member */
export async function changeTeam(actor: Actor, id: string, change: TeamChange): Promise<Team> {
  authorize(actor, 'teams.write');
  return inTransaction(async () => {
    await lockTeamNames(actor.workspaceId);
    if (!(await lockTeam(actor.workspaceId, id))) throw notFound('team');
    const before = asKept(await getTeam(actor, id));
    const after = { ...before, ...change };
    // Who leaves the team does not lead it any longer.
    if (change.leadId === undefined && !after.userIds.includes(after.leadId ?? '')) after.leadId = null;
    await saveTeam(actor, { id, ...after });
    await audit(actor, { action: 'team.changed', objectType: 'team', objectId: id, before, after });
    return getTeam(actor, id);
  });
}

/** Its members keep what they own; what was shared with the team is shared no longer. */
export async function removeTeam(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'teams.write');
  await inTransaction(async () => {
    if (!(await lockTeam(actor.workspaceId, id))) throw notFound('team');
    const before = asKept(await getTeam(actor, id));
    await deleteTeam(actor.workspaceId, id);
    await audit(actor, { action: 'team.deleted', objectType: 'team', objectId: id, before });
  });
}

async function saveTeam(
  { workspaceId, now }: Actor,
  team: { id: string; name: string; userIds: string[]; leadId: string | null },
): Promise<void> {
  const members = new Set((await listMembers(workspaceId)).map(({ userId }) => userId));
  if (!team.userIds.every((userId) => members.has(userId)))
    throw invalidField('userIds', 'names somebody who is no member here');
  if (team.leadId !== null && !team.userIds.includes(team.leadId))
    throw invalidField('leadId', 'must be one of the members of the team');
  const { id, name, leadId } = team;
  if (!(await upsertTeam(workspaceId, { id, name, leadId, at: now })))
    throw conflict('team_exists', 'Another team here has this name.');
  await replaceTeamMembers(workspaceId, id, team.userIds);
}

async function getTeam({ workspaceId }: Actor, id: string): Promise<Team> {
  const [team] = await selectTeams(workspaceId, [id]);
  if (!team) throw notFound('team');
  return team;
}

function asKept({ name, leadId, members }: Team) {
  return { name, leadId, userIds: members.map(({ userId }) => userId) };
}
