import { queryOptions } from '@tanstack/react-query';
import type { AuditCheck } from '../../server/workspace/audit-chain/schema.ts';
import type { Role } from '../../server/workspace/roles/schema.ts';
import type { ApiKey, Member, MemberInvitation } from '../../server/workspace/schema.ts';
import type { SignInSession } from '../../server/workspace/sessions/schema.ts';
import type { Team } from '../../server/workspace/teams/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { sessionQuery } from '../shell/session.ts';
import { api } from '../ui/api.ts';

export const membersQuery = queryOptions({
  queryKey: ['/members'],
  queryFn: () => api.get<{ data: Member[] }>('/members'),
});

export const memberInvitationsQuery = queryOptions({
  queryKey: ['/member-invitations'],
  queryFn: () => api.get<{ data: MemberInvitation[] }>('/member-invitations'),
});

export const ownSessionsQuery = queryOptions({
  queryKey: ['/sessions'],
  queryFn: () => api.get<{ data: SignInSession[] }>('/sessions'),
});

export const memberSessionsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['/members', userId, 'sessions'],
    queryFn: () => api.get<{ data: SignInSession[] }>(`/members/${userId}/sessions`),
  });

export const auditCheckQuery = queryOptions({
  queryKey: ['/audit-check'],
  queryFn: () => api.get<AuditCheck>('/audit-check'),
});

export const keysQuery = queryOptions({
  queryKey: ['/api-keys'],
  queryFn: () => api.get<{ data: ApiKey[] }>('/api-keys'),
});

export const rolesQuery = queryOptions({
  queryKey: ['/roles'],
  queryFn: () => api.get<{ data: Role[] }>('/roles'),
});

/** One's own role may be among those that changed. */
export async function refreshRoles(): Promise<void> {
  await queryClient.invalidateQueries(rolesQuery);
  await queryClient.invalidateQueries(sessionQuery);
}

export const teamsQuery = queryOptions({
  queryKey: ['/teams'],
  queryFn: () => api.get<{ data: Team[] }>('/teams'),
});
