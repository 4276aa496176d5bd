import { useRouter } from '@tanstack/react-router';
import { queryClient } from '../shell/query-client.ts';

/** Leaves the entry pages: forgets what a stranger saw and opens the address that was asked for. */
export function useEnter(): (address?: string) => Promise<void> {
  const router = useRouter();
  return async (address = '/') => {
    queryClient.clear();
    router.history.push(address);
    await router.invalidate();
  };
}
