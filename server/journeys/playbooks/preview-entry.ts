import { type Actor, authorize } from '../../core/actor.ts';
import { invalidField } from '../../core/problem.ts';
import { type AccountCriteria, matchAccounts } from '../../customers/index.ts';
import type { EntryPreview } from '../schema.ts';
import { hasUnknownOwner } from './check-definition.ts';

const MAX_EXAMPLES = 5;

/** How many accounts there are now of which all of this holds; those that pay most as examples. @throws Problem 422 */
export async function previewEntry(actor: Actor, entry: AccountCriteria): Promise<EntryPreview> {
  authorize(actor, 'playbooks.write');
  if (await hasUnknownOwner(actor.workspaceId, entry))
    throw invalidField('entry.ownerId', 'is not a member of this workspace');
  const found = await matchAccounts(actor.workspaceId, entry, { at: actor.now, accountIds: null });
  const examples = found
    .toSorted((one, other) => (other.mrrMinor ?? 0) - (one.mrrMinor ?? 0))
    .slice(0, MAX_EXAMPLES)
    .map(({ id, name }) => ({ id, name }));
  return { count: found.length, examples };
}
