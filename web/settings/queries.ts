import { queryOptions } from '@tanstack/react-query';
import type { ApiKey, Member, MemberInvitation } from '../../server/workspace/schema.ts';
import { api } from '../ui/api.ts';

export const membersQuery = queryOptions({
  queryKey: ['/members'],
  queryFn: () => api.get<{ data: Member[] }>('/members'),
});

export const memberInvitationsQuery = queryOptions({
  queryKey: ['/member-invitations'],
  queryFn: () => api.get<{ data: MemberInvitation[] }>('/member-invitations'),
});

export const keysQuery = queryOptions({
  queryKey: ['/api-keys'],
  queryFn: () => api.get<{ data: ApiKey[] }>('/api-keys'),
});
