import type { FieldError } from '../../core/problem.ts';
import { findRole, listMembers } from '../../workspace/index.ts';

interface AssignedStep {
  assigneeId: string | null;
  assigneeRole: string | null;
  waitsForPrevious: boolean;
}

/** What is wrong with whom the steps are for, and with what they wait for, by `path.place`. */
export async function findStepErrors(
  workspaceId: string,
  steps: readonly AssignedStep[],
  path = 'steps',
): Promise<FieldError[]> {
  const members = new Set((await listMembers(workspaceId)).map(({ userId }) => userId));
  const errors: FieldError[] = [];
  for (const [place, { assigneeId, assigneeRole, waitsForPrevious }] of steps.entries()) {
    const refuse = (field: string, message: string) =>
      errors.push({ path: `${path}.${place}.${field}`, message });
    if (assigneeId && assigneeRole) refuse('assigneeRole', 'does not go with an assignee');
    if (assigneeId && !members.has(assigneeId)) refuse('assigneeId', 'is not a member of this workspace');
    if (assigneeRole && !(await findRole(workspaceId, assigneeRole)))
      refuse('assigneeRole', 'is no role of this workspace');
    if (waitsForPrevious && place === 0) refuse('waitsForPrevious', 'needs a step before');
  }
  return errors;
}
