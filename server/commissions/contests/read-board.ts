import { listAffiliates } from '../../affiliates/index.ts';
import { listResults, listStandings } from '../store/contests.ts';
import { type Ranked, rankStandings } from './rank-standings.ts';
import type { Contest } from './schema.ts';

interface Board {
  /** By merit. */
  ranked: Ranked[];
  /** By affiliate. */
  names: Map<string, string>;
}

/** Who leads now; of a closed contest, how it ended, whatever came of the sales since. */
export async function readBoard(workspaceId: string, contest: Contest, timeZone: string): Promise<Board> {
  const found = contest.closedAt
    ? await listResults(workspaceId, contest.id)
    : await listStandings(workspaceId, contest, timeZone);
  const entrants = await listAffiliates(
    workspaceId,
    found.map(({ affiliateId }) => affiliateId),
  );
  const names = new Map(entrants.map(({ id, name }) => [id, name]));
  if (isRanked(found)) return { ranked: found, names };
  const active = new Set(entrants.filter(({ status }) => status === 'active').map(({ id }) => id));
  return { ranked: rankStandings(found, contest, active), names };
}

function isRanked(found: readonly object[]): found is Ranked[] {
  return found.every((one) => 'place' in one);
}
