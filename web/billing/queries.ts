import { queryOptions } from '@tanstack/react-query';
import type { BillingBackfill } from '../../server/signals/schema/backfill.ts';
import type { BillingConnection, BillingEvent } from '../../server/signals/schema/billing.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

export type ConnectionView = Jsonified<BillingConnection>;
export type BillingKind = ConnectionView['kind'];
export type BackfillView = Jsonified<BillingBackfill>;
export type EventRow = Jsonified<BillingEvent>;

/** Events come in by themselves. */
const REFRESH_MS = 5_000;

export const connectionsQuery = queryOptions({
  queryKey: ['/billing-connections'],
  queryFn: () => api.get<{ data: BillingConnection[] }>('/billing-connections'),
});

export function connectionQuery(id: string) {
  return queryOptions({
    queryKey: ['/billing-connections', id],
    queryFn: () => api.get<BillingConnection>(`/billing-connections/${id}`),
    refetchInterval: REFRESH_MS,
  });
}

export function backfillQuery(id: string) {
  return queryOptions({
    queryKey: ['/billing-connections', id, 'backfill'],
    queryFn: () => api.get<{ data: BillingBackfill | null }>(`/billing-connections/${id}/backfill`),
    refetchInterval: ({ state }) => (state.data?.data?.state === 'running' ? REFRESH_MS : false),
  });
}

export function useBillingEvents(connectionId: string, query: Query) {
  return usePages<BillingEvent>(`/billing-connections/${connectionId}/events`, query);
}
