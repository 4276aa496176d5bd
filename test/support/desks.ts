import { createHmac } from 'node:crypto';

export type DeskKind = 'zendesk' | 'intercom' | 'freshdesk';

/** As each help desk proves that it is the sender. */
export const PROOFS: Record<DeskKind, (body: string, secret: string) => Record<string, string>> = {
  zendesk(body, secret) {
    const timestamp = '2026-03-01T10:00:00Z';
    const signature = createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('base64');
    return {
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-signature-timestamp': timestamp,
    };
  },
  intercom: (body, secret) => ({
    'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
  }),
  freshdesk: (_body, secret) => ({
    authorization: `Basic ${Buffer.from(`${secret}:X`).toString('base64')}`,
  }),
};

/** What each one sends when Ann of Acme asks, and when it is solved. */
export const HISTORIES: Record<DeskKind, object[]> = {
  zendesk: [
    zendeskEvent('1', 'user.created', '2026-03-01T09:00:00Z', {
      ...{ id: '77', email: 'ann@acme.example', name: 'Ann' },
    }),
    zendeskEvent('2', 'ticket.created', '2026-03-01T10:00:00Z', zendeskTicket('NEW')),
    zendeskEvent('3', 'ticket.comment_added', '2026-03-01T10:30:00Z', zendeskTicket('OPEN'), {
      comment: { is_public: true, author: { is_staff: true } },
    }),
    zendeskEvent('4', 'ticket.status_changed', '2026-03-02T10:00:00Z', zendeskTicket('SOLVED')),
  ],
  intercom: [
    intercomNote('n1', 'conversation.user.created', 1_772_359_200, { state: 'open' }),
    intercomNote('n2', 'conversation.admin.closed', 1_772_445_600, {
      ...{
        state: 'closed',
        statistics: { first_admin_reply_at: 1_772_361_000, last_close_at: 1_772_445_600 },
      },
    }),
  ],
  freshdesk: [
    {
      freshdesk_webhook: {
        ...{
          ticket_id: 'INC-35',
          ticket_subject: 'It is broken',
          ticket_status: 'Open',
          ticket_priority: 'Urgent',
        },
        ...{ ticket_requester_email: 'Ann@Acme.example', ticket_created_at: '2026-03-01T10:00:00Z' },
        ticket_updated_at: '2026-03-01T10:00:00Z',
      },
    },
    {
      ticket: {
        ...{ id: 35, subject: 'It is broken', status: 5, priority: 4, updated_at: '2026-03-02T10:00:00Z' },
        requester: { email: 'ann@acme.example' },
      },
    },
  ],
};

function zendeskTicket(status: string) {
  return {
    ...{ id: '35', subject: 'It is broken', priority: 'URGENT', status, requester_id: '77' },
    ...{ organization_id: '0', created_at: '2026-03-01T10:00:00Z' },
  };
}

function zendeskEvent(id: string, act: string, time: string, detail: object, event = {}) {
  return { type: `zen:event-type:${act}`, account_id: 1, id, time, detail, event };
}

function intercomNote(id: string, topic: string, updatedAt: number, item: object) {
  return {
    ...{ type: 'notification_event', id, topic, created_at: updatedAt },
    data: {
      type: 'notification_event_data',
      item: {
        ...{
          type: 'conversation',
          id: '35',
          created_at: 1_772_359_200,
          updated_at: updatedAt,
          priority: 'priority',
        },
        source: {
          ...{ type: 'conversation', subject: '<p>It is broken</p>' },
          author: { type: 'user', email: 'ann@acme.example', name: 'Ann' },
        },
        contacts: { contacts: [{ id: 'c1', external_id: null }] },
        ...item,
      },
    },
  };
}
