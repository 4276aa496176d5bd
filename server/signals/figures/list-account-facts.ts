import { mapInTurns } from '../../core/turns.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { costShares } from '../rules/cost-shares.ts';
import { monthStart } from '../rules/costs.ts';
import type { AccountFacts } from '../schema/facts.ts';
import type { Day } from '../schema/inputs.ts';
import {
  type AnswerFacts,
  countPayingAccounts,
  hasTickets,
  type RevenueFacts,
  selectAnswerFacts,
  selectChurnDays,
  selectLastUses,
  selectPaidMonths,
  selectRevenueFacts,
  selectTicketFacts,
  selectUsageFacts,
  type TicketFacts,
  type UsageFacts,
} from '../store/account-facts.ts';
import { selectCosts } from '../store/costs.ts';
import { readLoggedTime } from './logged-time.ts';

const DAY_MS = 86_400_000;
const MRR_LOOK_BACK_DAYS = 90;
const COST_MONTHS = 12;
const NO_USAGE = { activeUsers28: 0, activeDays28: 0, usage28: 0, usagePrevious28: 0, features28: 0 };
const NO_TICKETS = { tickets90: 0, openTickets: 0, openUrgentTickets: 0 };

interface FactSources {
  revenue: Map<string, RevenueFacts[]>;
  usage: Map<string, UsageFacts>;
  lastUses: Map<string, Date>;
  /** Null when the workspace has no tickets at all. */
  tickets: Map<string, TicketFacts> | null;
  answers: Map<string, AnswerFacts>;
  churnDays: Map<string, Day>;
  /** Null without cost entries. */
  costs: Map<string, number> | null;
}

/**
 * What is known of accounts at a moment: nothing that happened after `asOf` shows. A dozen set-based queries,
 * however many accounts.
 * @returns one answer for each id, in order.
 */
export async function listAccountFacts(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
): Promise<AccountFacts[]> {
  if (accountIds.length === 0) return [];
  const calendar = await readCalendar(workspaceId);
  const sources = await readSources(workspaceId, accountIds, asOf, calendar);
  return mapInTurns(accountIds, (accountId) => factsOf(accountId, sources, calendar));
}

async function readSources(
  workspaceId: string,
  accountIds: string[],
  asOf: Date,
  calendar: Calendar,
): Promise<FactSources> {
  const day = calendar.dayOf(asOf);
  const dayBefore = calendar.dayOf(new Date(asOf.getTime() - MRR_LOOK_BACK_DAYS * DAY_MS));
  const tickets = await selectTicketFacts(workspaceId, accountIds, asOf);
  const isTicketed = tickets.length > 0 || (await hasTickets(workspaceId));
  return {
    revenue: Map.groupBy(
      await selectRevenueFacts(workspaceId, accountIds, day, dayBefore),
      ({ accountId }) => accountId,
    ),
    usage: byAccount(await selectUsageFacts(workspaceId, accountIds, day)),
    lastUses: await selectLastUses(workspaceId, accountIds, asOf),
    tickets: isTicketed ? byAccount(tickets) : null,
    answers: byAccount(await selectAnswerFacts(workspaceId, accountIds, asOf)),
    churnDays: await selectChurnDays(workspaceId, accountIds, day),
    costs: await readCosts(workspaceId, accountIds, day, calendar),
  };
}

function byAccount<Row extends { accountId: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.accountId, row]));
}

async function readCosts(
  workspaceId: string,
  accountIds: string[],
  day: Day,
  calendar: Calendar,
): Promise<Map<string, number> | null> {
  const months = Array.from({ length: COST_MONTHS }, (_, index) => monthStart(day, index + 1 - COST_MONTHS));
  const costs = await selectCosts(workspaceId, months[0] ?? day, monthStart(day));
  if (costs.length === 0) return null;
  const time = await readLoggedTime(workspaceId, accountIds, { months, timeZone: calendar.timeZone });
  const share = costShares(costs, months, await countPayingAccounts(workspaceId, months), time);
  const masks = new Map(
    (await selectPaidMonths(workspaceId, accountIds, months)).map(({ accountId, mask }) => [accountId, mask]),
  );
  const spentOn = [...costs.flatMap(({ targetIds }) => targetIds ?? []), ...(time?.accountIds ?? [])];
  for (const id of spentOn) masks.set(id, masks.get(id) ?? 0);
  return new Map([...masks].map(([accountId, mask]) => [accountId, share(accountId, mask)]));
}

function factsOf(accountId: string, sources: FactSources, calendar: Calendar): AccountFacts {
  const revenue = mainCurrency(sources.revenue.get(accountId));
  const lastUsedAt = sources.lastUses.get(accountId) ?? null;
  const usage = sources.usage.get(accountId) ?? (lastUsedAt ? NO_USAGE : null);
  const tickets = sources.tickets && (sources.tickets.get(accountId) ?? NO_TICKETS);
  const churnedOn = churnDay(revenue, sources.churnDays.get(accountId));
  return {
    accountId,
    firstPaidAt: revenue?.firstPaidOn ? calendar.startOf(revenue.firstPaidOn) : null,
    churnedAt: churnedOn ? calendar.startOf(churnedOn) : null,
    mrrMinor: revenue?.mrrMinor ?? null,
    mrr90DaysAgoMinor: revenue?.mrrBeforeMinor ?? null,
    currency: revenue?.currency ?? null,
    seats: revenue?.seats ?? null,
    subscriptionCount: revenue?.subscriptionCount ?? 0,
    activeUsers28: usage?.activeUsers28 ?? null,
    activeDays28: usage?.activeDays28 ?? null,
    usage28: usage?.usage28 ?? null,
    usagePrevious28: usage?.usagePrevious28 ?? null,
    features28: usage?.features28 ?? null,
    lastUsedAt,
    tickets90: tickets?.tickets90 ?? null,
    openTickets: tickets?.openTickets ?? null,
    openUrgentTickets: tickets?.openUrgentTickets ?? null,
    ...answersOf(sources.answers.get(accountId)),
    crcMinor12m: sources.costs?.get(accountId) ?? null,
  };
}

/** An account that paid in several currencies is measured in the one of its latest terms. */
function mainCurrency(revenue: RevenueFacts[] | undefined): RevenueFacts | undefined {
  return revenue?.toSorted((a, b) =>
    a.mrrMinor > 0 === b.mrrMinor > 0 ? (a.latestFromOn < b.latestFromOn ? 1 : -1) : a.mrrMinor > 0 ? -1 : 1,
  )[0];
}

/** Who pays is a customer, whatever was told of leaving; who never paid here is judged by the churn events. */
function churnDay(revenue: RevenueFacts | undefined, told: Day | undefined): Day | null {
  if (revenue && revenue.mrrMinor > 0) return null;
  if (revenue?.firstPaidOn) return revenue.paidUntil;
  return told ?? null;
}

function answersOf(answers: AnswerFacts | undefined): Pick<AccountFacts, 'nps' | 'csat'> {
  if (!answers) return { nps: null, csat: null };
  const { npsScore, npsAt, csatAverage, csatCount, csatAt } = answers;
  return {
    nps: npsScore !== null && npsAt ? { score: npsScore, at: npsAt } : null,
    csat: csatAverage !== null && csatAt ? { average: csatAverage, count: csatCount, at: csatAt } : null,
  };
}
