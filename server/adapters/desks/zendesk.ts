import { createHmac } from 'node:crypto';
import type { DeskDelivery, TicketTelling } from '../../signals/index.ts';
import { emailOf, idOf, type Json, objectOf, textOf } from '../fields.ts';
import { type DeskSystem, NOTHING, type Signed } from './desk-system.ts';
import { contentKey, isSame } from './prove.ts';
import { momentOf, priorityOf, stateOf } from './words.ts';

const EVENT = /^zen:event-type:(ticket|user|organization)\.(\w+)$/;
/** What Zendesk's ratings come to on five points. Its newer surveys have five points of their own. */
const RATINGS: Record<string, number | undefined> = {
  ...{ good: 5, 'good, i’m satisfied': 5, bad: 1, 'bad, i’m unsatisfied': 1 },
  ...{ 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 },
};
const NO_ID = '0';

/** Webhooks of Zendesk: its own events, and those of triggers with the body that the guide gives. */
export const zendesk: DeskSystem = {
  kind: 'zendesk',
  isGenuine({ body, headers, secret }: Signed): boolean {
    const { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': timestamp } =
      headers;
    if (typeof signature !== 'string' || typeof timestamp !== 'string') return false;
    const expected = createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
    return isSame(signature, expected);
  },
  read(message) {
    const [, subject, act] = EVENT.exec(textOf(message.type) ?? '') ?? [];
    if (!subject || !act) return readTrigger(message);
    return subject === 'ticket' ? readTicketEvent(message, act) : readContactEvent(message, subject);
  },
};

function readTicketEvent(message: Json, act: string): DeskDelivery {
  const detail = objectOf(message.detail);
  const id = idOf(detail.id);
  if (!id) return NOTHING;
  const at = momentOf(message.time);
  return {
    ...eventOf(message),
    ticket: {
      id,
      told: {
        subject: textOf(detail.subject),
        priority: priorityOf(detail.priority),
        // A ticket that was thrown away is not worked on any more.
        state: isGone(act) ? 'closed' : stateOf(detail.status),
        openedAt: momentOf(detail.created_at),
        firstResponseAt: isAnswer(message, act) ? at : undefined,
        requester: partyOf(detail.requester_id),
        company: partyOf(detail.organization_id),
      },
    },
    contact: null,
  };
}

function eventOf(message: Json): Pick<DeskDelivery, 'externalId' | 'at'> {
  return { externalId: idOf(message.id) ?? contentKey(message), at: momentOf(message.time) ?? null };
}

function isGone(act: string): boolean {
  return /^(soft_deleted|permanently_deleted|marked_as_spam|merged)$/.test(act);
}

function isAnswer(message: Json, act: string): boolean {
  const comment = objectOf(objectOf(message.event).comment);
  return act === 'comment_added' && comment.is_public === true && objectOf(comment.author).is_staff === true;
}

function partyOf(key: unknown) {
  const id = idOf(key);
  return id && id !== NO_ID ? { key: id } : undefined;
}

function readContactEvent(message: Json, subject: string): DeskDelivery {
  const detail = objectOf(message.detail);
  const key = idOf(detail.id);
  if (!key) return NOTHING;
  const told = {
    email: emailOf(detail.email),
    externalId: idOf(detail.external_id),
    name: textOf(detail.name),
  };
  return {
    ...eventOf(message),
    ticket: null,
    contact: { kind: subject === 'user' ? 'person' : 'company', key, ...told },
  };
}

/** The body of a trigger: names of our own, as the guide says them. */
function readTrigger(message: Json): DeskDelivery {
  const ticket = objectOf(message.ticket);
  const id = idOf(ticket.id);
  if (!id) return NOTHING;
  const at = momentOf(ticket.updated_at) ?? null;
  const told: TicketTelling = {
    subject: textOf(ticket.subject),
    priority: priorityOf(ticket.priority),
    state: stateOf(ticket.status),
    openedAt: momentOf(ticket.created_at),
    requester: {
      email: emailOf(ticket.requester_email),
      externalId: idOf(ticket.requester_external_id),
      name: textOf(ticket.requester_name),
    },
    company: { externalId: idOf(ticket.organization_external_id) },
    score: RATINGS[textOf(ticket.satisfaction_rating)?.toLowerCase() ?? ''],
    comment: textOf(ticket.satisfaction_comment),
  };
  return { externalId: at && contentKey(message), at, ticket: { id, told }, contact: null };
}
