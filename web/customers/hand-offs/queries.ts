import { queryOptions } from '@tanstack/react-query';
import type { HandOff, HandOffFigures, HandOffView } from '../../../server/customers/hand-offs/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

export type HandOffRow = Jsonified<HandOff>;
export type ShownHandOff = Jsonified<HandOffView>;
export type ShownDossier = ShownHandOff['dossier'];

export const figuresQuery = queryOptions({
  queryKey: ['/hand-offs', 'figures'],
  queryFn: () => api.get<HandOffFigures>('/hand-offs/figures'),
});

export function handOffQuery(id: string) {
  return queryOptions({
    queryKey: ['/hand-offs', id],
    queryFn: () => api.get<ShownHandOff>(`/hand-offs/${id}`),
  });
}

/** A hand-off changes whose a record is, its tasks, deals and timeline: all of them are read anew. */
export function forgetHandOffs(): Promise<unknown> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [first] }) =>
      typeof first === 'string' && /^\/(hand-offs|accounts|people|tasks|deals)/.test(first),
  });
}
