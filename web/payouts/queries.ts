import { useMutation, useQuery } from '@tanstack/react-query';
import type { Sender, SenderChange } from '../../server/payouts/files/sender-schema.ts';
import type { PayoutResults } from '../../server/payouts/results/schema.ts';
import type { NewPayout, Payout, PayoutDetail, PayoutLine, Preview } from '../../server/payouts/schema.ts';
import type {
  GroupTerms,
  GroupTermsChange,
  PayoutTiming,
  Schedule,
} from '../../server/payouts/timing/schema.ts';
import { api, type Jsonified, type Page, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type PreviewRow = Jsonified<Preview['data'][number]>;
export type PayoutTotals = Jsonified<Preview['totals'][number]>;

export function usePayouts(query: Query) {
  return usePages<Payout>('/payouts', query);
}

export function usePreview(query: Query = {}) {
  return usePages<Preview['data'][number]>('/payouts/preview', query);
}

/** What is ready and what waits, per currency, over everybody. */
export function usePreviewTotals() {
  return useQuery({
    queryKey: ['/payouts/preview', 'totals'],
    queryFn: () => api.get<Preview>('/payouts/preview', { limit: 1 }),
    select: ({ totals }) => totals,
  });
}

export function usePayout(id: string) {
  return useQuery({ queryKey: ['/payouts', id], queryFn: () => api.get<PayoutDetail>(`/payouts/${id}`) });
}

export function usePayoutLines(id: string) {
  return usePages<PayoutLine>(`/payouts/${id}/lines`);
}

export function useCreatePayout() {
  return useMutation({
    mutationFn: (payout: NewPayout) => api.post<Payout>('/payouts', payout),
    onError: tellFailed,
  });
}

/** Approving, withdrawing the approval, marking paid, canceling: each changes what every list shows. */
export function usePayoutAct(id: string) {
  return useMutation({
    mutationFn: (act: 'approve' | 'withdraw' | 'pay' | 'cancel') => {
      if (act === 'approve') return api.post<unknown>(`/payouts/${id}/approval`);
      if (act === 'withdraw') return api.delete<unknown>(`/payouts/${id}/approval`);
      if (act === 'pay') return api.post<unknown>(`/payouts/${id}/payment`, {});
      return api.delete<unknown>(`/payouts/${id}`);
    },
    onError: tellFailed,
  });
}

export function usePayLines(id: string) {
  return useMutation({
    mutationFn: (lineIds: string[]) => api.post<unknown>(`/payouts/${id}/payment`, { lineIds }),
    onError: tellFailed,
  });
}

export function failLine(id: string, lineId: string, reason: string) {
  return api.post<unknown>(`/payouts/${id}/lines/${lineId}/failure`, { reason });
}

/** What a result file would change, or its change. */
export function useResults(id: string) {
  return useMutation({
    mutationFn: ({ content, isPreview }: { content: string; isPreview: boolean }) =>
      api.post<PayoutResults>(`/payouts/${id}/results${isPreview ? '/preview' : ''}`, { content }),
    onError: tellFailed,
  });
}

export function useSender() {
  return useQuery({
    queryKey: ['/payout-sender'],
    queryFn: () => api.get<{ sender: Sender | null }>('/payout-sender'),
  });
}

export function changeSender(sender: SenderChange) {
  return api.put<unknown>('/payout-sender', sender);
}

export function useSchedule() {
  return useQuery({ queryKey: ['/payout-schedule'], queryFn: () => api.get<Schedule>('/payout-schedule') });
}

export function useChangeSchedule() {
  return useMutation({
    mutationFn: (dayOfMonth: number | null) => api.put<Schedule>('/payout-schedule', { dayOfMonth }),
    onError: tellFailed,
  });
}

/** The company's own, by currency. */
export function useMinimums() {
  return useQuery({
    queryKey: ['/payout-minimums'],
    queryFn: () => api.get<{ data: { currency: string; amountMinor: number }[] }>('/payout-minimums'),
    select: ({ data }) => data,
  });
}

export function useGroupTerms(isEnabled: boolean) {
  return useQuery({
    queryKey: ['/payout-group-terms'],
    queryFn: () => api.get<Page<GroupTerms>>('/payout-group-terms'),
    select: ({ data }) => data,
    enabled: isEnabled,
  });
}

export function changeGroupTerms(groupId: string, terms: GroupTermsChange): Promise<GroupTerms> {
  return api.put<GroupTerms>(`/affiliate-groups/${groupId}/payout-terms`, terms);
}

export function useTiming(affiliateId: string) {
  const path = `/affiliates/${affiliateId}/payout-timing`;
  return useQuery({ queryKey: [path], queryFn: () => api.get<PayoutTiming>(path) });
}
