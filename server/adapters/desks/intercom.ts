import { createHmac } from 'node:crypto';
import type { TicketTelling } from '../../signals/index.ts';
import { countOf, emailOf, idOf, type Json, objectOf, textOf } from '../fields.ts';
import { type DeskSystem, NOTHING } from './desk-system.ts';
import { contentKey, isSame } from './prove.ts';
import { firstOf, momentOf, priorityOf, stateOf } from './words.ts';

const TAGS = /<[^>]*>/g;

/** Notifications of Intercom about conversations and tickets. */
export const intercom: DeskSystem = {
  kind: 'intercom',
  isGenuine({ body, headers, secret }) {
    const signature = headers['x-hub-signature'];
    const expected = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
    return typeof signature === 'string' && isSame(signature, expected);
  },
  read(message) {
    const item = objectOf(objectOf(message.data).item);
    const told = readItem(item);
    const id = idOf(item.id);
    if (!told || !id) return NOTHING;
    return {
      externalId: idOf(message.id) ?? contentKey(message),
      at: momentOf(item.updated_at) ?? momentOf(message.created_at) ?? null,
      ticket: { id, told },
      contact: null,
    };
  },
};

function readItem(item: Json): TicketTelling | null {
  if (item.type === 'conversation') return isAsked(item) ? readConversation(item) : null;
  return item.type === 'ticket' ? readTicket(item) : null;
}

/** A message that the company sent is a ticket only once the customer has answered it. */
function isAsked(item: Json): boolean {
  const isFromCompany = objectOf(objectOf(item.source).author).type === 'admin';
  return !isFromCompany || momentOf(objectOf(item.statistics).first_contact_reply_at) !== undefined;
}

function readConversation(item: Json): TicketTelling {
  const source = objectOf(item.source);
  const statistics = objectOf(item.statistics);
  const rating = objectOf(item.conversation_rating);
  return {
    subject: plainOf(item.title) ?? plainOf(source.subject) ?? plainOf(source.body),
    priority: priorityOf(item.priority),
    state: stateOf(item.state),
    openedAt: momentOf(item.created_at),
    closedAt: momentOf(statistics.last_close_at),
    firstResponseAt: momentOf(statistics.first_admin_reply_at),
    reopenCount: countOf(statistics.count_reopens),
    requester: requesterOf(item),
    score: scoreOf(rating.rating),
    comment: textOf(rating.remark),
  };
}

function readTicket(item: Json): TicketTelling {
  const state = objectOf(item.ticket_state);
  return {
    subject: textOf(objectOf(item.ticket_attributes)._default_title_),
    state: stateOf(state.category ?? item.ticket_state) ?? (item.open === false ? 'closed' : undefined),
    openedAt: momentOf(item.created_at),
    requester: requesterOf(item),
    company: { externalId: idOf(item.company_id) },
  };
}

function requesterOf(item: Json) {
  const contact = firstOf(objectOf(item.contacts).contacts);
  const author = objectOf(objectOf(item.source).author);
  const isAuthor = author.type === 'user' || author.type === 'lead';
  return {
    key: idOf(contact.id),
    externalId: idOf(contact.external_id),
    email: emailOf(contact.email) ?? (isAuthor ? emailOf(author.email) : undefined),
    name: textOf(contact.name) ?? (isAuthor ? textOf(author.name) : undefined),
  };
}

function plainOf(html: unknown): string | undefined {
  return textOf(typeof html === 'string' ? html.replace(TAGS, ' ').replace(/\s+/g, ' ') : undefined);
}

function scoreOf(value: unknown): number | undefined {
  const score = countOf(value);
  return score !== undefined && score >= 1 && score <= 5 ? score : undefined;
}
