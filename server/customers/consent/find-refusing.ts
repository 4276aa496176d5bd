import type { Channel, Purpose } from './kinds.ts';
import { selectRefusing } from './store.ts';

/** Who of these people has said that they do not want this by this channel. Nothing said is no refusal. */
export async function findRefusing(
  workspaceId: string,
  about: { purpose: Purpose; channel: Channel },
  personIds: string[],
): Promise<Set<string>> {
  return new Set(personIds.length === 0 ? [] : await selectRefusing(workspaceId, about, personIds));
}
