import type { DeskKind } from './queries.ts';

/** The name of each as its maker writes it. */
export const DESK_NAMES: Record<DeskKind, string> = {
  zendesk: 'Zendesk',
  intercom: 'Intercom',
  freshdesk: 'Freshdesk',
};
export const DESK_KINDS: DeskKind[] = ['zendesk', 'intercom', 'freshdesk'];

/** What Intercom must be asked to send. */
export const INTERCOM_TOPICS = [
  ...['conversation.user.created', 'conversation.user.replied', 'conversation.admin.replied'],
  ...['conversation.admin.closed', 'conversation.admin.opened', 'conversation.rating.added'],
  ...['ticket.created', 'ticket.state.updated', 'ticket.closed'],
];

/** The body that a webhook sends, with the placeholders of the help desk. */
export const WEBHOOK_BODIES: Partial<Record<DeskKind, string>> = {
  zendesk: bodyOf({
    ...{ id: '{{ticket.id}}', subject: '{{ticket.title}}', status: '{{ticket.status}}' },
    ...{ priority: '{{ticket.priority}}', created_at: '{{ticket.created_at_with_timestamp}}' },
    updated_at: '{{ticket.updated_at_with_timestamp}}',
    ...{ requester_email: '{{ticket.requester.email}}', requester_name: '{{ticket.requester.name}}' },
    requester_external_id: '{{ticket.requester.external_id}}',
    organization_external_id: '{{ticket.organization.external_id}}',
    satisfaction_rating: '{{satisfaction.current_rating}}',
    satisfaction_comment: '{{satisfaction.current_comment}}',
  }),
  freshdesk: bodyOf({
    ...{ id: '{{ticket.id}}', subject: '{{ticket.subject}}', status: '{{ticket.status}}' },
    ...{ priority: '{{ticket.priority}}', requester_email: '{{ticket.requester.email}}' },
    requester_name: '{{ticket.requester.name}}',
  }),
};

function bodyOf(ticket: Record<string, string>): string {
  return JSON.stringify({ ticket }, null, 2);
}
