import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { OwnYear, ThresholdChange, YearSummary } from '../../../server/payouts/years/schema.ts';
import { api, type Jsonified, type Query } from '../../ui/api.ts';
import { usePages } from '../../ui/pages.ts';

export type YearRow = Jsonified<YearSummary['data'][number]>;
export type YearTotals = Jsonified<YearSummary['totals'][number]>;

/** The year in which people look at the years for the first time. */
export function yearOf(text: string | undefined): number {
  return Number(text ?? new Date().getFullYear());
}

export function useYearRows(year: number, query: Query) {
  return usePages<YearSummary['data'][number]>(`/payout-years/${year}`, query);
}

/** Which years there are, and what each currency came to over everybody. */
export function useYearTotals(year: number) {
  return useQuery({
    queryKey: [`/payout-years/${year}`, 'totals'],
    queryFn: () => api.get<YearSummary>(`/payout-years/${year}`, { limit: 1 }),
  });
}

export function useOwnYear(year: number) {
  return useQuery({
    queryKey: [`/portal/payout-years/${year}`],
    queryFn: () => api.get<OwnYear>(`/portal/payout-years/${year}`),
  });
}

export function changeThreshold(currency: string, change: z.input<typeof ThresholdChange>) {
  return api.put<unknown>(`/payout-year-thresholds/${currency}`, change);
}
