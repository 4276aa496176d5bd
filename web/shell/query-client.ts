import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../ui/api.ts';

const STALE_AFTER_MS = 30_000;
const MAX_RETRIES = 2;

/** What the server has answered, kept for the screens; a refusal is final, a failure is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_AFTER_MS,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < MAX_RETRIES && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
