import type { PersonKeys } from '../customers/index.ts';
import { listBalances } from './store/balances.ts';

/** Whoever is owed something, now or later, or owes something, is still needed by name. */
export async function findOpenBalance(
  workspaceId: string,
  keys: PersonKeys,
  at: Date,
): Promise<'balanceOpen' | null> {
  const affiliateIds = [...(keys.get('affiliate') ?? [])];
  if (affiliateIds.length === 0) return null;
  const balances = await listBalances(workspaceId, affiliateIds, at);
  const isOpen = balances.some(
    ({ pendingMinor, payableMinor, waitingMinor }) => pendingMinor || payableMinor || waitingMinor,
  );
  return isOpen ? 'balanceOpen' : null;
}
