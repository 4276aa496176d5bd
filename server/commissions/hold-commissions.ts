import { words } from '../core/words.ts';
import type { HoldReason } from './schema.ts';
import { type Hold, mapHolds, releaseHolds, upsertHolds } from './store/holds.ts';

/**
 * Holds commissions: none is payable while the hold stands, and no ledger line changes. What was paid already, or
 * earns nothing, is left alone. Holding again changes nothing.
 * @param hold.source what holds them; the same releases them all.
 * @returns the commissions that are held by it only now.
 */
export function holdCommissions(
  workspaceId: string,
  commissionIds: string[],
  hold: { source: string; reason: HoldReason },
  at: Date,
): Promise<string[]> {
  return upsertHolds(workspaceId, commissionIds, { ...hold, placedAt: at });
}

/** Lets go of all that a source holds; what another source holds stays held. @returns the commissions. */
export function releaseCommissions(workspaceId: string, source: string, at: Date): Promise<string[]> {
  return releaseHolds(workspaceId, source, at);
}

/** For the held ones of these commissions what their affiliate reads: since when, and in general words why. */
export async function sayHolds(
  workspaceId: string,
  commissionIds: string[],
  locale: string,
): Promise<Map<string, string>> {
  const holds = await mapHolds(workspaceId, commissionIds);
  return new Map([...holds].map(([id, hold]) => [id, sayHold(hold, locale)]));
}

function sayHold(hold: Hold, locale: string): string {
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(hold.since);
  const because = words(locale, `commissions:hold.because.${hold.reason}`);
  return words(locale, 'commissions:hold.sentence', { since, because });
}
