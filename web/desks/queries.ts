import { queryOptions } from '@tanstack/react-query';
import type { HelpDesk, UnknownRequester } from '../../server/signals/schema/desk.ts';
import { api, type Jsonified } from '../ui/api.ts';

export type DeskView = Jsonified<HelpDesk>;
export type DeskKind = DeskView['kind'];

/** Tickets come in by themselves. */
const REFRESH_MS = 5_000;

export const desksQuery = queryOptions({
  queryKey: ['/help-desks'],
  queryFn: () => api.get<{ data: HelpDesk[] }>('/help-desks'),
});

export function deskQuery(id: string) {
  return queryOptions({
    queryKey: ['/help-desks', id],
    queryFn: () => api.get<HelpDesk>(`/help-desks/${id}`),
    refetchInterval: REFRESH_MS,
  });
}

export function unknownRequestersQuery(id: string) {
  return queryOptions({
    queryKey: ['/help-desks', id, 'unknown-requesters'],
    queryFn: () => api.get<{ data: UnknownRequester[] }>(`/help-desks/${id}/unknown-requesters`),
    refetchInterval: REFRESH_MS,
  });
}
