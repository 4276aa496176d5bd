import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  BulkOutcome,
  CaseDecision,
  CaseDetail,
  Examination,
  FraudCase,
  FraudSummary,
  SettingsChange,
  SettingsView,
} from '../../server/fraud/schema.ts';
import type { OpenPayoutItem } from '../../server/payouts/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

/** While an examination runs, how often it is asked how far it is. */
const PROGRESS_EVERY_MS = 1_000;

export type CaseRow = Jsonified<FraudCase>;
export type CaseView = Jsonified<CaseDetail>;
export type Summary = Jsonified<FraudSummary>;
export type Settings = Jsonified<SettingsView>;

export function useCases(query: Query) {
  return usePages<FraudCase>('/fraud-cases', query);
}

export function useCase(id: string) {
  return useQuery({
    queryKey: ['/fraud-cases', id],
    queryFn: () => api.get<CaseDetail>(`/fraud-cases/${id}`),
  });
}

const summaryQuery = queryOptions({
  queryKey: ['/fraud/summary'],
  queryFn: () => api.get<FraudSummary>('/fraud/summary'),
});

/** Asked again and again while an examination runs. */
export function useSummary() {
  return useQuery({
    ...summaryQuery,
    refetchInterval: ({ state }) =>
      state.data?.examination && !state.data.examination.finishedAt ? PROGRESS_EVERY_MS : false,
  });
}

export async function examine(): Promise<void> {
  await api.post<Examination>('/fraud/examinations');
  await queryClient.invalidateQueries({ queryKey: summaryQuery.queryKey });
}

/** Commissions and payouts follow, so everything is read again. */
export async function decide(caseIds: string[], decision: CaseDecision): Promise<Jsonified<BulkOutcome>> {
  const outcome = await api.post<BulkOutcome>('/fraud-cases/decisions', { caseIds, decision });
  await queryClient.invalidateQueries();
  return outcome;
}

export async function undoDecisions(caseIds: string[]): Promise<void> {
  for (const id of caseIds) await api.delete<CaseDetail>(`/fraud-cases/${id}/decision`);
  await queryClient.invalidateQueries();
}

export function useSettings() {
  return useQuery({
    queryKey: ['/fraud/settings'],
    queryFn: () => api.get<SettingsView>('/fraud/settings'),
  });
}

export async function saveSettings(change: SettingsChange): Promise<void> {
  await api.put<SettingsView>('/fraud/settings', change);
  await queryClient.invalidateQueries({ queryKey: ['/fraud/settings'] });
  await queryClient.invalidateQueries({ queryKey: summaryQuery.queryKey });
}

/** What payouts that are not paid yet would pay the affiliate. */
export function useOpenPayoutItems(affiliateId: string, isAllowed: boolean) {
  return useQuery({
    queryKey: ['/affiliates', affiliateId, 'open-payout-items'],
    queryFn: () => api.get<{ data: OpenPayoutItem[] }>(`/affiliates/${affiliateId}/open-payout-items`),
    enabled: isAllowed,
  });
}
