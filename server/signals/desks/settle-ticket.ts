import { inTransaction } from '../../core/db.ts';
import { addJob } from '../../core/jobs.ts';
import { recordTickets } from '../facts/record-tickets.ts';
import { type FoldedTicket, foldTicket } from '../rules/fold-ticket.ts';
import type { DeskParty } from '../schema/desk.ts';
import {
  type DeskTicketKey,
  type DeskTicketState,
  findContact,
  hasWaiting,
  lockDeskTicket,
  selectTellings,
  selectWaiting,
  selectWorkspacesThatWait,
  settleDeskTicket,
} from '../store/desk-tickets.ts';
import { findTicketOwner, type TicketOwner } from './find-account.ts';

export const SETTLE_WAITING_TASK = 'signals.settle-waiting-tickets';
const TICKETS_PER_PAGE = 200;
const MAX_SUBJECT = 500;

/** Brings a locked ticket up to date with all that was told of it; it waits while no account is known for it. */
export async function settleTicket(workspaceId: string, key: DeskTicketKey): Promise<void> {
  const folded = foldTicket(await selectTellings(workspaceId, key));
  const requester = await complete(workspaceId, key.deskId, 'person', folded.requester);
  const company = await complete(workspaceId, key.deskId, 'company', folded.company);
  const owner = await findTicketOwner(workspaceId, requester, company);
  const state = { requester, company, isWaiting: !owner, error: null };
  await settleDeskTicket(workspaceId, key, {
    ...state,
    ...(owner ? await record(workspaceId, key, folded, owner) : {}),
  });
}

/** What the desk's own events say of somebody stands behind what the ticket says. */
async function complete(
  workspaceId: string,
  deskId: string,
  kind: 'person' | 'company',
  party: DeskParty,
): Promise<DeskParty> {
  if (!party.key) return party;
  return { ...(await findContact(workspaceId, deskId, kind, party.key)), ...party };
}

async function record(
  workspaceId: string,
  { deskId, ticket }: DeskTicketKey,
  { subject, score, comment, firstResponseMinutes, ...folded }: FoldedTicket,
  { accountId, personId }: TicketOwner,
): Promise<Pick<DeskTicketState, 'error'>> {
  const { priority, isEscalated, openedAt, closedAt, reopenCount } = folded;
  const [outcome] = await recordTickets(workspaceId, [
    {
      externalId: `${deskId}:${ticket}`,
      ...{ accountId, personId: personId ?? undefined, subject: subject?.slice(0, MAX_SUBJECT) },
      ...{ priority, isEscalated, openedAt, closedAt, reopenCount, firstResponseMinutes },
      ...{ satisfactionScore: score, satisfactionComment: comment },
    },
  ]);
  return { error: outcome?.outcome === 'failed' ? outcome.error.code : null };
}

/** Somebody new is known: tickets that wait may be theirs. Many at once are one look. */
export async function lookForOwners(workspaceId: string): Promise<void> {
  if (await hasWaiting(workspaceId))
    await addJob(SETTLE_WAITING_TASK, { workspaceId }, { key: `${SETTLE_WAITING_TASK}:${workspaceId}` });
}

/** The queue's task: every waiting ticket again, each in a transaction of its own. */
export async function settleWaiting(workspaceId: string): Promise<void> {
  let after: DeskTicketKey | null = null;
  do {
    const page: DeskTicketKey[] = await selectWaiting(workspaceId, { after, limit: TICKETS_PER_PAGE });
    for (const key of page) await inTransaction(() => settleAgain(workspaceId, key));
    after = page.at(-1) ?? null;
  } while (after);
}

async function settleAgain(workspaceId: string, key: DeskTicketKey): Promise<void> {
  await lockDeskTicket(workspaceId, key, new Date(0));
  await settleTicket(workspaceId, key);
}

/** For what became known in ways that nobody tells. */
export async function settleWaitingEverywhere(): Promise<void> {
  for (const workspaceId of await selectWorkspacesThatWait()) await lookForOwners(workspaceId);
}
