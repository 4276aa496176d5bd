import { invalidField } from '../core/problem.ts';
import { listMembers } from '../workspace/index.ts';

/** User ids by lower-case e-mail address, asked for only when a row names an owner. */
export async function findOwners(
  workspaceId: string,
  rows: { ownerEmail?: string | null }[],
): Promise<Map<string, string>> {
  if (!rows.some((row) => row.ownerEmail)) return new Map();
  const members = await listMembers(workspaceId);
  return new Map(members.map((member) => [member.email.toLowerCase(), member.userId]));
}

/** The address of every member by user id, for files. */
export async function listOwnerEmails(workspaceId: string): Promise<Map<string, string>> {
  return new Map((await listMembers(workspaceId)).map(({ userId, email }) => [userId, email]));
}

/** Gives each record the name of its owner; null when it has none. */
export async function withOwnerNames<Row extends { ownerId: string | null }>(
  workspaceId: string,
  rows: Row[],
): Promise<(Row & { ownerName: string | null })[]> {
  const isOwned = rows.some((row) => row.ownerId);
  const members = isOwned ? await listMembers(workspaceId) : [];
  const names = new Map(members.map((member) => [member.userId, member.name]));
  return rows.map((row) => ({ ...row, ownerName: names.get(row.ownerId ?? '') ?? null }));
}

/**
 * The names of wanted owners by user id.
 * @throws Problem 422 on `path` when somebody is not a member of the workspace.
 */
export async function getOwnerNames(
  workspaceId: string,
  ownerIds: string[],
  path: string,
): Promise<Map<string, string>> {
  if (ownerIds.length === 0) return new Map();
  const members = await listMembers(workspaceId);
  const names = new Map(members.map((member) => [member.userId, member.name]));
  if (ownerIds.some((id) => !names.has(id))) throw invalidField(path, 'is not a member of this workspace');
  return names;
}
