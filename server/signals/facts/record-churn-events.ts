import { inTransaction } from '../../core/db.ts';
import { appendTimeline, type TimelineInput } from '../../customers/index.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { markChanged } from '../changes.ts';
import type { ChurnEventInput } from '../schema/inputs.ts';
import { CHURN_EVENTS, type ChurnEventRow } from '../store/churn-events.ts';
import { type Located, locate } from './locate.ts';
import { failed, type RowOutcome } from './outcomes.ts';
import { accountsOf, naturalId, saveFacts, type Told } from './save-facts.ts';

/** Keeps when and why customers left or came back. Idempotent by external id; up to 10,000 rows a call. */
export async function recordChurnEvents(workspaceId: string, rows: ChurnEventInput[]): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const calendar = await readCalendar(workspaceId);
    const batch = await locate(workspaceId, rows, refuse);
    const tell = (located: Located<ChurnEventInput>) => toEvent(located, calendar);
    const saved = await saveFacts(CHURN_EVENTS, workspaceId, 'chu', batch, tell, INITIAL);
    if (saved.length === 0) return batch.outcomes;
    await appendTimeline(
      workspaceId,
      saved.map(({ fact }) => toEntry(fact, calendar)),
    );
    await markChanged(workspaceId, accountsOf(saved));
    return batch.outcomes;
  });
}

function refuse(row: ChurnEventInput): RowOutcome | null {
  return row.refundMinor !== undefined && row.refundMinor < 0
    ? failed('negativeAmount', undefined, 'refundMinor')
    : null;
}

const INITIAL: Omit<ChurnEventRow, 'id'> = {
  externalId: '',
  accountId: '',
  churnedOn: '',
  reason: null,
  comment: null,
  refundMinor: null,
  currency: null,
  isReactivation: false,
};

function toEvent(
  { row, accountId, named }: Located<ChurnEventInput>,
  calendar: Calendar,
): Told<ChurnEventRow> {
  return {
    externalId: row.externalId ?? naturalId(named.accountId, row.churnedOn),
    accountId,
    churnedOn: row.churnedOn,
    reason: row.reason,
    comment: row.comment,
    refundMinor: row.refundMinor,
    currency: row.refundMinor === undefined ? undefined : (row.currency ?? calendar.currency),
    isReactivation: row.isReactivation,
  };
}

function toEntry(event: ChurnEventRow, calendar: Calendar): TimelineInput {
  const hasRefund = event.refundMinor !== null && event.refundMinor > 0;
  return {
    accountId: event.accountId,
    at: calendar.startOf(event.churnedOn),
    kind: 'churn',
    sourceId: event.id,
    code: `signals:timeline.churn.${event.isReactivation ? 'cameBack' : 'left'}`,
    values: { reason: (event.reason ?? '').replaceAll('_', ' '), comment: event.comment ?? '' },
    ...(hasRefund ? { amountMinor: event.refundMinor, currency: event.currency } : {}),
  };
}
