import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ApprovalRequest,
  Commission,
  CommissionDetail,
  Plan,
  PlanChange,
  PlanInput,
} from '../../server/commissions/schema.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type CommissionRow = Jsonified<Commission>;
export type PlanView = Jsonified<Plan>;

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

export function useSavePlan() {
  const queries = useQueryClient();
  return async (id: string | null, { name, ...terms }: PlanInput) => {
    if (id) await api.patch<Plan>(`/plans/${id}`, { name, terms } satisfies z.input<typeof PlanChange>);
    else await api.post<Plan>('/plans', { name, ...terms });
    await queries.invalidateQueries();
  };
}
