import { type Actor, authorize } from '../../core/actor.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { freshness } from '../rules/freshness.ts';
import type { Day } from '../schema/inputs.ts';
import type {
  SubscriptionQuery,
  SurveyAnswerQuery,
  TicketQuery,
  UsageQuery,
  UsageView,
} from '../schema/views.ts';
import { selectLastUses } from '../store/account-facts.ts';
import { selectSubscriptions, selectSurveyAnswers, selectTickets } from '../store/lists.ts';
import { selectUsageByDay, selectUsageByFeature } from '../store/reports.ts';

const DEFAULT_DAYS = 90;
const MAX_DAYS = 1_100;
const DAY_MS = 86_400_000;
const USAGE_VALID_DAYS = 7;

/** @throws Problem 404 for an account that is not the workspace's. */
async function authorizeAccount(actor: Actor, accountId: string): Promise<void> {
  authorize(actor, 'signals.read');
  const [account] = await listAccountSummaries(actor.workspaceId, [accountId]);
  if (!account) throw notFound('account');
}

/** An account's usage by day and by feature. */
export async function viewUsage(actor: Actor, accountId: string, query: UsageQuery): Promise<UsageView> {
  await authorizeAccount(actor, accountId);
  const calendar = await readCalendar(actor.workspaceId);
  const { from, to } = readDays(query, calendar, actor.now);
  const lastUses = await selectLastUses(actor.workspaceId, [accountId], actor.now);
  return {
    from,
    to,
    days: await selectUsageByDay(actor.workspaceId, accountId, { from, to, feature: query.feature }),
    features: await selectUsageByFeature(actor.workspaceId, accountId, { from, to }),
    freshness: freshness(lastUses.get(accountId) ?? null, actor.now, USAGE_VALID_DAYS),
  };
}

function readDays(query: UsageQuery, calendar: Calendar, at: Date): { from: Day; to: Day } {
  const to = query.to ?? calendar.dayOf(at);
  const end = Date.parse(to);
  const from = query.from ?? new Date(end - (DEFAULT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const days = (end - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) throw invalidField('to', 'lies before the first day');
  if (days > MAX_DAYS) throw invalidField('from', `lies more than ${MAX_DAYS} days before the last one`);
  return { from, to };
}

export async function listTickets(actor: Actor, accountId: string, query: TicketQuery) {
  await authorizeAccount(actor, accountId);
  return selectTickets(actor.workspaceId, accountId, query);
}

export async function listSubscriptions(actor: Actor, accountId: string, query: SubscriptionQuery) {
  await authorizeAccount(actor, accountId);
  const calendar = await readCalendar(actor.workspaceId);
  return selectSubscriptions(actor.workspaceId, accountId, query, calendar.dayOf(actor.now));
}

export async function listSurveyAnswers(actor: Actor, accountId: string, query: SurveyAnswerQuery) {
  await authorizeAccount(actor, accountId);
  return selectSurveyAnswers(actor.workspaceId, accountId, query);
}
