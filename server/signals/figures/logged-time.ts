import { sumLoggedTime, sumLoggedTimeOf } from '../../customers/index.ts';
import type { LoggedTime } from '../rules/cost-shares.ts';
import type { Day } from '../schema/inputs.ts';
import { findCostSharing } from '../store/cost-sharing.ts';

/**
 * The time that was worked on accounts in consecutive months, as costs are shared by it.
 * @returns null where the workspace shares evenly, or nobody logged any time.
 */
export async function readLoggedTime(
  workspaceId: string,
  accountIds: string[],
  query: { months: Day[]; timeZone: string },
): Promise<(LoggedTime & { accountIds: string[] }) | null> {
  if ((await findCostSharing(workspaceId)) === 'even') return null;
  const logged = await sumLoggedTime(workspaceId, query);
  if (logged.length === 0) return null;
  const minutesIn = new Map(logged.map(({ month, minutes }) => [month, minutes]));
  const rows = await sumLoggedTimeOf(workspaceId, accountIds, query);
  const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
  return {
    totals: query.months.map((month) => minutesIn.get(month) ?? 0),
    accountIds: [...byAccount.keys()],
    of(accountId) {
      const own = new Map(byAccount.get(accountId)?.map(({ month, minutes }) => [month, minutes]));
      return query.months.map((month) => own.get(month) ?? 0);
    },
  };
}
