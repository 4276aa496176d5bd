import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Plan,
  PlanChange,
  PlanInput,
  PlanSentence,
  PlanWithVersions,
} from '../../server/commissions/plans/schema.ts';
import type {
  ExchangeRate,
  RateImport,
  RateInput,
  SavedRate,
} from '../../server/commissions/rates/schema.ts';
import type { ApprovalRequest, Commission, CommissionDetail } from '../../server/commissions/schema.ts';
import type { PlanSimulation, SimulationRequest } from '../../server/commissions/simulation/schema.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type CommissionRow = Jsonified<Commission>;
export type PlanView = Jsonified<Plan>;
export type RuleView = PlanView['rules'][number];
export type AlsoView = PlanView['also'][number];
export type SuccessView = NonNullable<PlanView['success']>;
export type RewardView = RuleView['reward'];

export function useCommissions(query: Query) {
  return usePages<Commission>('/commissions', query);
}

export function useCommission(id: string | undefined) {
  return useQuery({
    queryKey: ['/commissions', id],
    queryFn: () => api.get<CommissionDetail>(`/commissions/${id}`),
    enabled: id !== undefined,
  });
}

/** Approves or declines; null takes the decision back. */
export function useDecision(id: string) {
  return useMutation({
    mutationFn: (decision: z.input<typeof ApprovalRequest> | null) =>
      decision
        ? api.post<unknown>(`/commissions/${id}/approval`, decision)
        : api.delete<unknown>(`/commissions/${id}/approval`),
    onError: tellFailed,
  });
}

export function usePlans() {
  return useQuery({
    queryKey: ['/plans'],
    queryFn: () => api.get<{ data: Plan[] }>('/plans'),
    select: ({ data }) => data,
  });
}

/** Every version of a plan, the newest first. */
export function usePlanVersions(id: string) {
  return useQuery({
    queryKey: ['/plans', id],
    queryFn: () => api.get<PlanWithVersions>(`/plans/${id}`),
    select: ({ versions }) => versions,
  });
}

/** Terms in words before they are saved; no data while they contradict each other. */
export function usePlanSentence(terms: TermsInput) {
  return useQuery({
    queryKey: ['/plans/sentence', terms],
    queryFn: () => api.ask<PlanSentence>('/plans/sentence', terms),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What past sales would have earned under the terms, and those of one affiliate. */
export function usePlanSimulation(planId: string | undefined, terms: TermsInput, affiliateId?: string) {
  return useQuery({
    queryKey: ['/plans/simulation', planId, terms, affiliateId],
    queryFn: () =>
      api.ask<PlanSimulation>('/plans/simulation', {
        ...{ planId, terms, affiliateId },
      } satisfies z.input<typeof SimulationRequest>),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export type SimulationView = Jsonified<PlanSimulation>;
export type TermsInput = Omit<PlanInput, 'name' | 'isDefault'>;
/** The name, the terms, and from when they hold. */
export type PlanEdit = { name: string; terms: TermsInput } & Pick<
  z.input<typeof PlanChange>,
  'noticeDays' | 'startsOn'
>;

export function useSavePlan() {
  const queries = useQueryClient();
  return async (id: string | null, edit: PlanEdit) => {
    if (id) await api.patch<Plan>(`/plans/${id}`, edit satisfies z.input<typeof PlanChange>);
    else await api.post<Plan>('/plans', { name: edit.name, ...edit.terms } satisfies PlanInput);
    await queries.invalidateQueries();
  };
}

export type RateRow = Jsonified<ExchangeRate>;

export function useRates(query: Query) {
  return usePages<ExchangeRate>('/exchange-rates', query);
}

export function useEnterRate() {
  const queries = useQueryClient();
  return async (rate: z.input<typeof RateInput>) => {
    const saved = await api.put<SavedRate>('/exchange-rates', rate);
    await queries.invalidateQueries();
    return saved;
  };
}

/** Of a file as text; what is wrong with it stands beside the file, not in a toast. */
export function useImportRates() {
  return useMutation({
    mutationFn: (csv: string) => api.post<RateImport>('/exchange-rates/import', { csv }),
  });
}

export function useRemoveRate({ base, quote, day }: RateRow) {
  return useMutation({
    mutationFn: () => api.delete<unknown>(`/exchange-rates/${base}/${quote}/${day}`),
    onError: tellFailed,
  });
}
