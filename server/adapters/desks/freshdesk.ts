import { emailOf, idOf, type Json, objectOf, textOf } from '../fields.ts';
import { type DeskSystem, NOTHING } from './desk-system.ts';
import { contentKey, isSame } from './prove.ts';
import { momentOf, priorityOf, stateOf } from './words.ts';

const BASIC = /^Basic\s+(\S+)$/i;
/** `#123` and `INC-123` name the ticket 123. */
const NUMBER = /(\d+)$/;
/** Freshdesk's ratings, from extremely happy to extremely unhappy, on five points. */
const RATINGS: Record<string, number | undefined> = {
  ...{ 103: 5, 102: 5, 101: 4, 100: 3, '-101': 2, '-102': 1, '-103': 1 },
};

/** Webhooks of Freshdesk's automation rules: the simple content, or names of a ticket as its API says them. */
export const freshdesk: DeskSystem = {
  kind: 'freshdesk',
  /** Freshdesk signs nothing: what was entered as its API key, or as user or password, proves where it is from. */
  isGenuine({ headers, secret }) {
    const [, encoded = ''] = BASIC.exec(headers.authorization ?? '') ?? [];
    const told = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = told.indexOf(':');
    const [user, password] = colon < 0 ? [told, ''] : [told.slice(0, colon), told.slice(colon + 1)];
    // Both are compared, so that the time tells nothing of which one fits.
    const fits = [isSame(user, secret), isSame(password, secret)];
    return fits.includes(true);
  },
  read(message) {
    const told = objectOf(message.freshdesk_webhook ?? message.ticket ?? message);
    const say = (name: string) => told[`ticket_${name}`] ?? told[name];
    const requester = objectOf(told.requester);
    const [, id] = NUMBER.exec(idOf(say('id')) ?? '') ?? [];
    if (!id) return NOTHING;
    const at = momentOf(say('updated_at')) ?? null;
    return {
      externalId: at && contentKey(message),
      at,
      ticket: { id, told: readTicket(told, say, requester) },
      contact: null,
    };
  },
};

function readTicket(told: Json, say: (name: string) => unknown, requester: Json) {
  return {
    subject: textOf(say('subject')),
    priority: priorityOf(say('priority')),
    state: stateOf(say('status')),
    openedAt: momentOf(say('created_at')),
    isEscalated: booleanOf(say('is_escalated')),
    requester: {
      email: emailOf(say('requester_email') ?? requester.email),
      externalId: idOf(say('requester_unique_external_id') ?? requester.unique_external_id),
      name: textOf(say('requester_name') ?? requester.name),
    },
    company: { externalId: idOf(say('company_external_id')) },
    score: RATINGS[textOf(say('satisfaction_rating') ?? told.survey_rating) ?? ''],
    comment: textOf(say('satisfaction_comment')),
  };
}

function booleanOf(value: unknown): boolean | undefined {
  const text = String(value).toLowerCase();
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}
