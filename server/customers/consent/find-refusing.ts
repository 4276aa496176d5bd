import { findSuppressed } from '../privacy/suppress.ts';
import type { Channel, Purpose } from './kinds.ts';
import { selectRefusing } from './store.ts';

/**
 * Who of these people has said that they do not want this by this channel, or has the address of somebody who was
 * erased. Nothing said is no refusal.
 */
export async function findRefusing(
  workspaceId: string,
  about: { purpose: Purpose; channel: Channel },
  personIds: string[],
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const suppressed = about.channel === 'email' ? await findSuppressed(workspaceId, personIds) : [];
  return new Set([...(await selectRefusing(workspaceId, about, personIds)), ...suppressed]);
}
