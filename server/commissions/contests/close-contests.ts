import { dayIn } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import { grantAwards } from '../awards/grant-awards.ts';
import { closeContest, listDueContests, lockContest } from '../store/contests.ts';
import { readBoard } from './read-board.ts';

/** In every workspace; see `closeContests`. */
export async function closeContestsEverywhere(): Promise<void> {
  for (const { id, timeZone } of await listWorkspaces()) await closeContests(id, timeZone, now());
}

/** Where the time for refunds is over, the result is written and the prizes are granted, once; nothing changes them after. */
export async function closeContests(workspaceId: string, timeZone: string, at: Date): Promise<void> {
  for (const id of await listDueContests(workspaceId, dayIn(timeZone, at)))
    await inTransaction(() => close(workspaceId, id, timeZone, at));
}

async function close(workspaceId: string, id: string, timeZone: string, at: Date): Promise<void> {
  const contest = await lockContest(workspaceId, id);
  if (!contest || contest.closedAt || contest.cancelledAt) return;
  const { ranked: results } = await readBoard(workspaceId, contest, timeZone);
  await closeContest(workspaceId, id, results, at);
  await grantAwards(
    workspaceId,
    results.flatMap(({ affiliateId, place, prizeMinor: amountMinor }) => {
      if (!place || amountMinor === 0) return [];
      const reason = { code: 'place', values: { place, name: contest.name } };
      const award = { kind: 'prize' as const, sourceKey: `contest:${id}:${place}`, affiliateId, amountMinor };
      return [{ ...award, currency: contest.currency, earnedAt: at, releaseAt: at, reason }];
    }),
  );
}
