import type { Actor } from '../core/actor.ts';
import { findKeyCreator, listMembers } from '../workspace/index.ts';

/** Who answers for what an actor does: the user, or whoever made the API key; a job answers for itself. */
export async function responsiblePerson(actor: Actor): Promise<string> {
  if (actor.kind !== 'key') return actor.userId ?? actor.id;
  return (await findKeyCreator(actor.workspaceId, actor.id)) ?? actor.id;
}

/** Whether the workspace has nobody else who could be the second person. */
export async function hasOneStaffMember(workspaceId: string): Promise<boolean> {
  return (await listMembers(workspaceId)).length <= 1;
}
