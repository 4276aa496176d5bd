import { inTransaction } from '../../core/db.ts';
import { appendTimeline, type TimelineInput } from '../../customers/index.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { markChanged } from '../changes.ts';
import { mrrMovements } from '../rules/mrr.ts';
import { applyTerms, type SubscriptionTerms } from '../rules/terms.ts';
import type { Day, SubscriptionInput } from '../schema/inputs.ts';
import {
  type PresentTerms,
  replaceMovements,
  replaceTerms,
  SUBSCRIPTIONS,
  type SubscriptionRow,
  selectTermsOfAccounts,
  selectTermsOfSubscriptions,
  type TermsRow,
  updatePresentTerms,
} from '../store/subscriptions.ts';
import { type Located, locate } from './locate.ts';
import { failed, type RowOutcome } from './outcomes.ts';
import { accountsOf, naturalId, type SavedFact, saveFacts, type Told } from './save-facts.ts';

type Saved = SavedFact<SubscriptionRow>;

/**
 * Creates and changes subscriptions, keeps the terms they had over time, and derives the account's MRR movements
 * anew. Idempotent by external id; up to 10,000 rows a call.
 */
export async function recordSubscriptions(
  workspaceId: string,
  rows: SubscriptionInput[],
): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const batch = await locate(workspaceId, rows, refuse);
    const saved = await saveFacts(SUBSCRIPTIONS, workspaceId, 'sub', batch, tell, INITIAL);
    if (saved.length === 0) return batch.outcomes;
    const terms = await writeTerms(workspaceId, saved, Map.groupBy(batch.located, subscriptionKey));
    const accountIds = accountsOf(saved);
    await writeMovements(workspaceId, accountIds);
    await appendTimeline(workspaceId, timelineOf(terms, await readCalendar(workspaceId)));
    await markChanged(workspaceId, accountIds);
    return batch.outcomes;
  });
}

function refuse(row: SubscriptionInput): RowOutcome | null {
  if (!(row.mrrMinor >= 0)) return failed('negativeAmount', undefined, 'mrrMinor');
  if (row.endedOn && row.endedOn < row.startedOn) {
    return failed('endBeforeStart', { start: row.startedOn, end: row.endedOn }, 'endedOn');
  }
  return null;
}

const INITIAL: Omit<SubscriptionRow, 'id'> = {
  externalId: '',
  accountId: '',
  plan: null,
  seats: null,
  mrrMinor: 0,
  currency: '',
  billingPeriod: 'month',
  isTrial: false,
  renews: null,
  hasUpgraded: false,
  hasDowngraded: false,
  startedOn: '',
  endedOn: null,
};

function subscriptionKey({ row, named }: Located<SubscriptionInput>): string {
  return row.externalId ?? naturalId(named.accountId, row.plan, row.startedOn);
}

function tell(located: Located<SubscriptionInput>): Told<SubscriptionRow> {
  const { row, accountId } = located;
  return {
    externalId: subscriptionKey(located),
    accountId,
    plan: row.plan,
    seats: row.seats,
    mrrMinor: row.mrrMinor,
    currency: row.currency,
    billingPeriod: row.billingPeriod,
    isTrial: row.isTrial,
    renews: row.renews,
    hasUpgraded: row.hasUpgraded,
    hasDowngraded: row.hasDowngraded,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
  };
}

/** Brings the history of each changed subscription up to date; what it is now are its latest terms. */
async function writeTerms(
  workspaceId: string,
  saved: Saved[],
  inputs: Map<string, Located<SubscriptionInput>[]>,
): Promise<TermsRow[]> {
  const knownIds = saved.filter(({ before }) => before).map(({ fact }) => fact.id);
  const stored = await selectTermsOfSubscriptions(workspaceId, knownIds);
  const known = Map.groupBy(stored, ({ subscriptionId }) => subscriptionId);
  const terms = saved.flatMap(({ fact }) => {
    const rows = (inputs.get(fact.externalId) ?? []).map(({ row }) => row);
    return historyOf(fact, known.get(fact.id) ?? [], rows);
  });
  const ids = saved.map(({ fact }) => fact.id);
  await replaceTerms(workspaceId, ids, terms);
  await updatePresentTerms(workspaceId, presentTerms(terms));
  return terms;
}

function historyOf(fact: SubscriptionRow, known: TermsRow[], rows: SubscriptionInput[]): TermsRow[] {
  const inOrder = rows.toSorted((a, b) => ((a.changedOn ?? '') < (b.changedOn ?? '') ? -1 : 1));
  const start: SubscriptionTerms[] = known;
  const history = inOrder.reduce((terms, row) => {
    const latest = terms.at(-1);
    return applyTerms(terms, {
      startedOn: fact.startedOn,
      endedOn: fact.endedOn,
      changedOn: row.changedOn ?? null,
      terms: {
        plan: row.plan ?? latest?.plan ?? fact.plan,
        seats: row.seats ?? latest?.seats ?? fact.seats,
        mrrMinor: row.mrrMinor,
        currency: row.currency,
        isTrial: row.isTrial ?? latest?.isTrial ?? fact.isTrial,
      },
    });
  }, start);
  return history.map((terms) => ({ ...terms, subscriptionId: fact.id, accountId: fact.accountId }));
}

/** Of subscriptions that changed over time: their latest terms, and whether they ever rose or fell. */
function presentTerms(terms: TermsRow[]): PresentTerms[] {
  const histories = [...Map.groupBy(terms, ({ subscriptionId }) => subscriptionId).values()];
  return histories
    .filter((history) => history.length > 1)
    .map((history) => {
      const rises = history.slice(1).map(({ mrrMinor }, index) => mrrMinor - (history[index]?.mrrMinor ?? 0));
      const { subscriptionId: id, plan, seats, mrrMinor, currency, isTrial } = history.at(-1) as TermsRow;
      const hasUpgraded = rises.some((rise) => rise > 0);
      const hasDowngraded = rises.some((rise) => rise < 0);
      return { id, plan, seats, mrrMinor, currency, isTrial, hasUpgraded, hasDowngraded };
    });
}

/** Derives the accounts' movements anew from the terms of their subscriptions. */
export async function writeMovements(workspaceId: string, accountIds: string[]): Promise<void> {
  const terms = await selectTermsOfAccounts(workspaceId, accountIds);
  const byAccount = Map.groupBy(terms, ({ accountId, currency }) => `${currency}${accountId}`);
  const movements = [...byAccount.values()].flatMap((own) => {
    const { accountId, currency } = own[0] as TermsRow;
    return mrrMovements(own).map((movement) => ({ ...movement, accountId, currency }));
  });
  await replaceMovements(workspaceId, accountIds, movements);
}

function timelineOf(terms: TermsRow[], calendar: Calendar): TimelineInput[] {
  return terms.flatMap((now, index) => {
    const previous = terms[index - 1];
    const next = terms[index + 1];
    const before = previous?.subscriptionId === now.subscriptionId ? previous : null;
    const isLast = next?.subscriptionId !== now.subscriptionId;
    const told = [entry(now, changeKind(now, before), now.fromOn, calendar)];
    return isLast && now.untilOn ? [...told, entry(now, 'ended', now.untilOn, calendar)] : told;
  });
}

function changeKind(now: TermsRow, before: TermsRow | null): string {
  if (!before) return now.isTrial ? 'trialStarted' : 'started';
  if (before.isTrial && !now.isTrial) return 'converted';
  if (now.mrrMinor === before.mrrMinor) return 'changed';
  return now.mrrMinor > before.mrrMinor ? 'upgraded' : 'downgraded';
}

function entry(terms: TermsRow, change: string, day: Day, calendar: Calendar): TimelineInput {
  return {
    accountId: terms.accountId,
    at: calendar.startOf(day),
    kind: 'subscription',
    sourceId: `${terms.subscriptionId}:${change === 'ended' ? 'end' : day}`,
    code: `signals:timeline.subscription.${change}`,
    values: { plan: terms.plan, seats: terms.seats },
    amountMinor: terms.mrrMinor,
    currency: terms.currency,
  };
}
