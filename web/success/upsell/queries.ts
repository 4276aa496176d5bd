import { queryOptions } from '@tanstack/react-query';
import type { Opportunity } from '../../../server/success/schema/opportunity.ts';
import { api, type Jsonified, type Page } from '../../ui/api.ts';

export type OpportunityRow = Jsonified<Opportunity>;

export function opportunitiesOfQuery(accountId: string) {
  return queryOptions({
    queryKey: ['/opportunities', 'of', accountId],
    queryFn: () => api.get<Page<OpportunityRow>>('/opportunities', { accountId, sort: 'foundAt', limit: 10 }),
  });
}
