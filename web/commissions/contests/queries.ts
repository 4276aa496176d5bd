import { useQuery } from '@tanstack/react-query';
import type { ContestInput, ContestView, OwnContest } from '../../../server/commissions/contests/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

const PATH = '/contests';

export type ContestRow = Jsonified<ContestView>;
export type OwnContestRow = Jsonified<OwnContest>;

export function useContests() {
  return useQuery({ queryKey: [PATH], queryFn: () => api.get<{ data: ContestRow[] }>(PATH) });
}

/** Of the affiliate who is signed in. */
export function useOwnContests() {
  const path = '/portal/contests';
  return useQuery({ queryKey: [path], queryFn: () => api.get<{ data: OwnContestRow[] }>(path) });
}

export async function createContest(input: ContestInput): Promise<void> {
  await api.post<ContestView>(PATH, input);
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}

export async function cancelContest(id: string, reason: string): Promise<void> {
  await api.post<ContestView>(`${PATH}/${id}/cancellation`, { reason });
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}
