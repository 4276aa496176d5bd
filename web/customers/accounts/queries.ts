import { queryOptions } from '@tanstack/react-query';
import type { AccountView } from '../../../server/customers/schema/account.ts';
import type { AccountPerson } from '../../../server/customers/schema/person.ts';
import type { AccountHealth } from '../../../server/success/schema/health.ts';
import type { LifetimeValue } from '../../../server/success/schema/lifetime.ts';
import { api, type Jsonified, type Page } from '../../ui/api.ts';

export type AccountRecord = Jsonified<AccountView>;
export type Health = Jsonified<AccountHealth>;

const MOST_PEOPLE = 100;

export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['/accounts', id],
    queryFn: () => api.get<AccountView>(`/accounts/${id}`),
  });
}

export function accountPeopleQuery(id: string) {
  return queryOptions({
    queryKey: ['/accounts', id, 'people'],
    queryFn: () => api.get<Page<AccountPerson>>(`/accounts/${id}/people`, { limit: MOST_PEOPLE }),
  });
}

export function healthQuery(id: string) {
  return queryOptions({
    queryKey: ['/accounts', id, 'health'],
    queryFn: () => api.get<AccountHealth>(`/accounts/${id}/health`),
  });
}

export function lifetimeQuery(id: string) {
  return queryOptions({
    queryKey: ['/accounts', id, 'lifetime-value'],
    queryFn: () => api.get<LifetimeValue>(`/accounts/${id}/lifetime-value`),
  });
}
