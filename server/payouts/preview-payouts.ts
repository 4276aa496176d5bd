import { type Actor, authorize } from '../core/actor.ts';
import { decodeCursor, toPage } from '../core/page.ts';
import { words } from '../core/words.ts';
import { listOpenClaims, type OpenClaim } from './open-claims.ts';
import type { Preview, PreviewQuery } from './schema.ts';

/** Who would be paid now per currency, who waits and why. Nothing is locked by looking. */
export async function previewPayouts(actor: Actor, query: PreviewQuery): Promise<Preview> {
  authorize(actor, 'payouts.read');
  const claims = (await listOpenClaims(actor.workspaceId, actor.now, query.currency)).filter(
    (claim) => claim.amountMinor !== 0,
  );
  const shown = claims.filter(
    (claim) => query.isReady === undefined || query.isReady === (claim.waitsBecause === null),
  );
  // The claims are summed anew at every look, so a page starts where its place in the order is.
  const start = Number(decodeCursor(query.cursor)?.value ?? 0);
  const rows = shown.slice(start, start + query.limit + 1);
  const page = toPage(rows, query.limit, (claim) => ({ value: start + query.limit, id: claim.affiliateId }));
  return {
    ...page,
    data: page.data.map(({ entries, waitsBecause, companyMinimumMinor: _, ...claim }) => ({
      ...claim,
      entryCount: entries.length,
      waitsBecause: waitsBecause && {
        code: waitsBecause,
        text: words(actor.locale, `payouts:waits.${waitsBecause}`),
      },
    })),
    totals: totalsOf(claims),
  };
}

function totalsOf(claims: OpenClaim[]): Preview['totals'] {
  const byCurrency = Map.groupBy(claims, (claim) => claim.currency);
  return [...byCurrency]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currency, own]) => {
      const ready = own.filter((claim) => claim.waitsBecause === null);
      const readyMinor = sum(ready);
      return {
        currency,
        minimumMinor: own[0]?.companyMinimumMinor ?? 0,
        readyMinor,
        readyCount: ready.length,
        waitingMinor: sum(own) - readyMinor,
        waitingCount: own.length - ready.length,
      };
    });
}

function sum(claims: OpenClaim[]): number {
  return claims.reduce((total, claim) => total + claim.amountMinor, 0);
}
