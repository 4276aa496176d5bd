/** The door of the connections room: what is told to other systems, and what they tell. */
export { WebhookBody } from './webhooks/event-types.ts';
