import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NO_GROUP } from '../../../server/affiliates/groups/no-group.ts';
import type {
  AffiliateGroup,
  GroupAssigned,
  GroupAssignment,
  GroupView,
  RemovedGroup,
} from '../../../server/affiliates/schema/group.ts';
import { api, type Jsonified, type Page } from '../../ui/api.ts';

const AFFILIATES_AT_ONCE = 5_000;

export type GroupRow = Jsonified<GroupView>;

export function useGroups(isEnabled = true) {
  return useQuery({
    enabled: isEnabled,
    queryKey: ['/affiliate-groups'],
    queryFn: () => api.get<Page<GroupView>>('/affiliate-groups'),
    select: ({ data }) => data,
  });
}

/** The groups to choose from in a filter, and those in none. */
export function useGroupOptions(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  return [
    { value: NO_GROUP, label: t('affiliates:groups.none') },
    ...groups.map(({ id, name }) => ({ value: id, label: name })),
  ];
}

/** @param id null makes a new one. */
export async function saveGroup(id: string | null, name: string): Promise<{ id: string }> {
  const body = { name };
  return id
    ? api.patch<AffiliateGroup>(`/affiliate-groups/${id}`, body)
    : api.post<AffiliateGroup>('/affiliate-groups', body);
}

export function removeGroup(id: string): Promise<RemovedGroup> {
  return api.delete<RemovedGroup>(`/affiliate-groups/${id}`);
}

/** Makes a removed group anew, with those who were in it. */
export async function bringBack({ name, affiliateIds }: RemovedGroup): Promise<void> {
  const { id: groupId } = await saveGroup(null, name);
  for (let start = 0; start < affiliateIds.length; start += AFFILIATES_AT_ONCE)
    await assignGroups({ ids: affiliateIds.slice(start, start + AFFILIATES_AT_ONCE), groupId });
}

export function assignGroups(wish: GroupAssignment): Promise<GroupAssigned> {
  return api.post<GroupAssigned>('/affiliates/groups', wish);
}
