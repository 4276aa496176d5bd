import { inTransaction } from '../../core/db.ts';
import { appendTimeline, type TimelineInput } from '../../customers/index.ts';
import { markChanged } from '../changes.ts';
import type { SurveyAnswerInput, TicketInput } from '../schema/inputs.ts';
import { TICKETS, type TicketRow } from '../store/tickets.ts';
import { type Located, type LocatedRows, locate } from './locate.ts';
import { failed, type RowOutcome } from './outcomes.ts';
import { recordSurveyAnswers } from './record-survey-answers.ts';
import { accountsOf, naturalId, saveFacts, type Told } from './save-facts.ts';

/** The survey that answers about tickets belong to: every ticket is a wave of its own. */
const TICKET_SURVEY = 'Support tickets';
const MIN_SATISFACTION = 1;
const MAX_SATISFACTION = 5;

/** Creates and changes tickets; a satisfaction score becomes a CSAT answer. Idempotent by external id. */
export async function recordTickets(workspaceId: string, rows: TicketInput[]): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const batch = await locate(workspaceId, rows, refuse);
    const saved = await saveFacts(TICKETS, workspaceId, 'tic', batch, tell, INITIAL);
    await recordScores(workspaceId, batch);
    if (saved.length === 0) return batch.outcomes;
    await appendTimeline(
      workspaceId,
      saved.flatMap(({ fact }) => timelineOf(fact)),
    );
    await markChanged(workspaceId, accountsOf(saved));
    return batch.outcomes;
  });
}

function refuse(row: TicketInput): RowOutcome | null {
  if (row.closedAt && row.closedAt < row.openedAt) {
    return failed(
      'endBeforeStart',
      { start: row.openedAt.toISOString(), end: row.closedAt.toISOString() },
      'closedAt',
    );
  }
  const score = row.satisfactionScore;
  if (score !== undefined && !(score >= MIN_SATISFACTION && score <= MAX_SATISFACTION)) {
    return failed(
      'scoreOutOfRange',
      { score, low: MIN_SATISFACTION, high: MAX_SATISFACTION },
      'satisfactionScore',
    );
  }
  return null;
}

const INITIAL: Omit<TicketRow, 'id'> = {
  externalId: '',
  accountId: '',
  personId: null,
  subject: null,
  priority: 'normal',
  isEscalated: false,
  openedAt: new Date(0),
  closedAt: null,
  firstResponseMinutes: null,
  reopenCount: 0,
};

function ticketKey({ row, named }: Located<TicketInput>): string {
  return row.externalId ?? naturalId(named.accountId, row.openedAt.toISOString(), row.subject);
}

function tell(located: Located<TicketInput>): Told<TicketRow> {
  const { row, accountId, personId } = located;
  return {
    externalId: ticketKey(located),
    accountId,
    personId: personId ?? undefined,
    subject: row.subject,
    priority: row.priority,
    isEscalated: row.isEscalated,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    firstResponseMinutes: row.firstResponseMinutes,
    reopenCount: row.reopenCount,
  };
}

/** A ticket whose score alone is new counts as updated. */
async function recordScores(workspaceId: string, batch: LocatedRows<TicketInput>): Promise<void> {
  const scored = batch.located.filter(({ row }) => row.satisfactionScore !== undefined);
  if (scored.length === 0) return;
  const outcomes = await recordSurveyAnswers(workspaceId, scored.map(toAnswer));
  for (const [place, { index }] of scored.entries()) {
    const isChanged = outcomes[place]?.outcome === 'created' || outcomes[place]?.outcome === 'updated';
    if (isChanged && batch.outcomes[index]?.outcome === 'unchanged')
      batch.outcomes[index] = { outcome: 'updated' };
  }
}

function toAnswer(ticket: Located<TicketInput>): SurveyAnswerInput {
  const { row, accountId, personId } = ticket;
  const wave = `ticket:${ticketKey(ticket)}`;
  return {
    externalId: wave,
    accountId,
    personId: personId ?? undefined,
    kind: 'csat',
    survey: TICKET_SURVEY,
    wave,
    score: row.satisfactionScore ?? 0,
    comment: row.satisfactionComment,
    answeredAt: row.closedAt ?? row.openedAt,
  };
}

function timelineOf(ticket: TicketRow): TimelineInput[] {
  const about = { accountId: ticket.accountId, personId: ticket.personId, kind: 'ticket' };
  const values = { subject: ticket.subject ?? '', priority: ticket.priority };
  const form = ticket.subject ? '' : 'Untitled';
  const opened = {
    ...about,
    at: ticket.openedAt,
    sourceId: ticket.id,
    code: `signals:timeline.ticket.opened${form}`,
  };
  if (!ticket.closedAt) return [{ ...opened, values }];
  const closed = {
    ...about,
    at: ticket.closedAt,
    sourceId: `${ticket.id}:closed`,
    code: `signals:timeline.ticket.closed${form}`,
  };
  return [
    { ...opened, values },
    { ...closed, values },
  ];
}
