import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../ui/api.ts';

const STALE_AFTER_MS = 30_000;
const MAX_RETRIES = 2;

/**
 * What the server has answered, kept for the screens; a refusal is final, a failure is tried again. Every
 * act asks anew for all that is shown, and does not wait for it: a row that leaves the list by the act is
 * still there to say that it is done, and to lead on.
 */
export const queryClient: QueryClient = new QueryClient({
  // Asked for while somebody works: the page begins anew, and leads to where it is set up.
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'second_factor_required') window.location.reload();
    },
  }),
  mutationCache: new MutationCache({
    onSettled: () => {
      void queryClient.invalidateQueries();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: STALE_AFTER_MS,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < MAX_RETRIES && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
