import { queryOptions } from '@tanstack/react-query';
import type { Source } from '../../server/signals/schema/source.ts';
import type { CostView, MrrView, SatisfactionView } from '../../server/signals/schema/views.ts';
import { api } from '../ui/api.ts';

export const PERIODS = ['6', '12', '24', '36'];
export const USUAL_PERIOD = '12';

/** The first month, `YYYY-MM`, of a period that ends with this month. @param months how many, as text. */
function firstMonth(months: string): string {
  const now = new Date();
  const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() - Number(months) + 1));
  return first.toISOString().slice(0, 'YYYY-MM'.length);
}

export function mrrQuery(months: string) {
  return queryOptions({
    queryKey: ['/signals/mrr', months],
    queryFn: () => api.get<MrrView>('/signals/mrr', { from: firstMonth(months) }),
  });
}

export function satisfactionQuery(months: string) {
  return queryOptions({
    queryKey: ['/signals/satisfaction', months],
    queryFn: () => api.get<SatisfactionView>('/signals/satisfaction', { from: firstMonth(months) }),
  });
}

export function costsQuery(months: string) {
  return queryOptions({
    queryKey: ['/signals/costs', months],
    queryFn: () => api.get<CostView>('/signals/costs', { from: firstMonth(months) }),
  });
}

/** Where events come in, with their write keys. */
export const sourcesQuery = queryOptions({
  queryKey: ['/sources'],
  queryFn: () => api.get<{ data: Source[] }>('/sources'),
});
