import { queryOptions } from '@tanstack/react-query';
import type { Webhook } from '../../../server/connections/webhooks/schema.ts';
import { api, type Jsonified } from '../../ui/api.ts';

export type WebhookView = Jsonified<Webhook>;

/** Deliveries go out by themselves. */
const REFRESH_MS = 5_000;

export const webhooksQuery = queryOptions({
  queryKey: ['/webhooks'],
  queryFn: () => api.get<{ data: Webhook[] }>('/webhooks'),
});

export const eventTypesQuery = queryOptions({
  queryKey: ['/webhook-event-types'],
  queryFn: () => api.get<{ data: { type: string }[] }>('/webhook-event-types'),
});

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['/webhooks', id],
    queryFn: () => api.get<Webhook>(`/webhooks/${id}`),
    refetchInterval: REFRESH_MS,
  });
}
