import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '../../server/workspace/permissions.ts';
import type { SessionView } from '../../server/workspace/schema.ts';
import { api, type Jsonified } from '../ui/api.ts';

export type Session = Jsonified<SessionView>;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => api.get<SessionView>('/session'),
  staleTime: Number.POSITIVE_INFINITY,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => api.get<{ isSetUp: boolean }>('/setup'),
});

/** Who is signed in; only below the shell, which waits for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the person may do this here. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
