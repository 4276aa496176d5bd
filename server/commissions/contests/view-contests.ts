import { getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listContests } from '../store/contests.ts';
import type { Ranked } from './rank-standings.ts';
import { readBoard } from './read-board.ts';
import type { CONTEST_STATES, Contest, ContestView, OwnContest } from './schema.ts';

/** Of those who take part, so many are shown to affiliates. */
const LEADERS = 10;

type State = (typeof CONTEST_STATES)[number];

/** Every contest, with who takes part. */
export async function viewContests(actor: Actor): Promise<ContestView[]> {
  authorize(actor, 'commissions.read');
  const { workspaceId } = actor;
  const timeZone = await timeZoneOf(workspaceId);
  const views: ContestView[] = [];
  for (const contest of await listContests(workspaceId)) {
    const { ranked, names } = await readBoard(workspaceId, contest, timeZone);
    const entrants = ranked.map(({ affiliateId, figure, place, prizeMinor }) => ({
      ...{ affiliateId, figure, place, prizeMinor },
      name: names.get(affiliateId) ?? affiliateId,
    }));
    views.push({ ...contest, state: stateOf(contest, dayIn(timeZone, actor.now)), entrants });
  }
  return views;
}

/** @throws Problem 404 */
export async function viewContest(actor: Actor, id: string): Promise<ContestView> {
  const contest = (await viewContests(actor)).find((one) => one.id === id);
  if (!contest) throw notFound('contest');
  return contest;
}

/** The contests that an affiliate may know of. @throws Problem 403 for staff. */
export async function viewOwnContests(actor: Actor): Promise<OwnContest[]> {
  const { id: ownId } = await getOwnAffiliate(actor);
  const { workspaceId, locale } = actor;
  const timeZone = await timeZoneOf(workspaceId);
  const shown: OwnContest[] = [];
  for (const contest of await listContests(workspaceId)) {
    if (contest.cancelledAt) continue;
    const { ranked, names } = await readBoard(workspaceId, contest, timeZone);
    const placed = ranked.filter(({ place }) => place !== null);
    const sayName = (one: Ranked) =>
      contest.showsNames || one.affiliateId === ownId
        ? (names.get(one.affiliateId) ?? one.affiliateId)
        : words(locale, 'commissions:contests.somebody', { place: one.place });
    const toEntrant = (one: Ranked) => {
      const { figure, place, prizeMinor } = one;
      return { name: sayName(one), figure, place, prizeMinor };
    };
    const own = ranked.find(({ affiliateId }) => affiliateId === ownId) ?? null;
    const { closedAt, cancelledAt, cancelReason, createdAt, offerId, showsNames, ...facts } = contest;
    shown.push({
      ...facts,
      state: stateOf(contest, dayIn(timeZone, actor.now)),
      own: own && toEntrant(own),
      toNext: contest.closedAt ? null : missingToNext(own, placed),
      leaders: placed
        .slice(0, LEADERS)
        .map((one) => ({ ...toEntrant(one), isOwn: one.affiliateId === ownId })),
    });
  }
  return shown;
}

/** Null for the first, and where nobody is ahead. */
function missingToNext(own: Ranked | null, placed: Ranked[]): number | null {
  const ahead = own?.place ? placed[own.place - 2] : placed.at(-1);
  return ahead ? ahead.figure - (own?.figure ?? 0) : null;
}

function stateOf({ closedAt, cancelledAt, fromDay, toDay }: Contest, today: string): State {
  if (cancelledAt) return 'cancelled';
  if (closedAt) return 'closed';
  if (today < fromDay) return 'planned';
  return today <= toDay ? 'running' : 'waiting';
}

async function timeZoneOf(workspaceId: string): Promise<string> {
  return (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
}
