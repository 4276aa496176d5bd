import { invalid } from '../../core/problem.ts';
import { findWorkspace, listMembers } from '../../workspace/index.ts';
import type { FieldObject } from './kinds.ts';
import { changedValues, type Judging } from './rules.ts';
import type { Field, FieldValues, FieldValuesChange } from './schema.ts';
import { shareFieldsInUse } from './store/fields.ts';

/**
 * The values of a record after a change, or undefined when none is given.
 * @throws Problem 422 naming each `fields.<key>` that is unknown or cannot have its value.
 */
export async function wantedFields(
  workspaceId: string,
  object: FieldObject,
  before: FieldValues,
  change: FieldValuesChange | undefined,
): Promise<FieldValues | undefined> {
  if (!change || Object.keys(change).length === 0) return undefined;
  const fields = await shareFieldsInUse(workspaceId, object);
  const judging = await judgingOf(
    workspaceId,
    fields.filter(({ key }) => key in change),
  );
  const { values, errors } = changedValues(before, change, fields, judging);
  if (errors.length > 0) throw invalid(errors);
  return values;
}

/** What is known beside these fields to judge their values. */
export async function judgingOf(workspaceId: string, fields: Field[]): Promise<Judging> {
  return {
    memberIds: await memberIdsFor(workspaceId, fields),
    currency: (await findWorkspace(workspaceId))?.currency ?? '',
  };
}

async function memberIdsFor(workspaceId: string, fields: Field[]): Promise<Set<string>> {
  if (!fields.some(({ type }) => type === 'member')) return new Set();
  return new Set((await listMembers(workspaceId)).map(({ userId }) => userId));
}
