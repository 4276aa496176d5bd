import { useQuery } from '@tanstack/react-query';
import type {
  NewRecovery,
  NewRepayment,
  OwnRecovery,
  Recovery,
  RecoveryDetail,
  RecoveryTerms,
} from '../../../server/payouts/recoveries/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../../ui/api.ts';
import { usePages } from '../../ui/pages.ts';

const PATH = '/recoveries';
const TERMS = '/recovery-terms';

export type RecoveryRow = Jsonified<Recovery>;
export type RecoveryFacts = Jsonified<RecoveryDetail>;
export type OwnRecoveryRow = Jsonified<OwnRecovery>;

export function useRecoveries(query: Query) {
  return usePages<Recovery>(PATH, query);
}

export function useRecovery(id: string) {
  return useQuery({ queryKey: [PATH, id], queryFn: () => api.get<RecoveryDetail>(`${PATH}/${id}`) });
}

export function useRecoveryTerms() {
  return useQuery({ queryKey: [TERMS], queryFn: () => api.get<RecoveryTerms>(TERMS) });
}

/** Of the affiliate who is signed in. */
export function useOwnRecoveries() {
  const path = '/portal/recoveries';
  return useQuery({ queryKey: [path], queryFn: () => api.get<{ data: OwnRecovery[] }>(path) });
}

export async function openRecovery(wanted: NewRecovery): Promise<void> {
  await api.post<RecoveryDetail>(PATH, wanted);
  await queryClient.invalidateQueries();
}

export async function recordRepayment(id: string, repayment: NewRepayment): Promise<void> {
  await api.post<RecoveryDetail>(`${PATH}/${id}/repayments`, repayment);
  await queryClient.invalidateQueries();
}

export async function undoRepayment(id: string, repaymentId: string): Promise<void> {
  await api.delete<RecoveryDetail>(`${PATH}/${id}/repayments/${repaymentId}`);
  await queryClient.invalidateQueries();
}

export async function endRecovery(
  id: string,
  act: 'write-off' | 'cancellation',
  reason: string,
): Promise<void> {
  await api.post<RecoveryDetail>(`${PATH}/${id}/${act}`, { reason });
  await queryClient.invalidateQueries();
}

export async function changeRecoveryTerms(terms: RecoveryTerms): Promise<void> {
  await api.put<RecoveryTerms>(TERMS, terms);
  await queryClient.invalidateQueries({ queryKey: [TERMS] });
}
