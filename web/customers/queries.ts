import { queryOptions, useQuery } from '@tanstack/react-query';
import type { AccountChoices } from '../../server/customers/schema/account.ts';
import type { Member } from '../../server/workspace/schema.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';

const MEMBERS_STALE_AFTER_MS = 300_000;

export const membersQuery = queryOptions({
  queryKey: ['/members'],
  queryFn: () => api.get<{ data: Member[] }>('/members'),
  staleTime: MEMBERS_STALE_AFTER_MS,
});

/** The colleagues who can own an account, as options of a field; empty for those who may not see them. */
export function useOwnerOptions(): { value: string; label: string }[] {
  const can = useCan();
  const { data } = useQuery({ ...membersQuery, enabled: can('members.read') });
  return (data?.data ?? []).map(({ userId, name }) => ({ value: userId, label: name }));
}

export const accountChoicesQuery = queryOptions({
  queryKey: ['/accounts/choices'],
  queryFn: () => api.get<AccountChoices>('/accounts/choices'),
});
