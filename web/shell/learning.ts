import { queryOptions } from '@tanstack/react-query';
import type { Learning, LearningChange } from '../../server/strategy/learning/schema.ts';
import { api } from '../ui/api.ts';
import { queryClient } from './query-client.ts';

export const learningQuery = queryOptions({
  queryKey: ['/learning'],
  queryFn: () => api.get<Learning>('/learning'),
});

/** Keeps what the person put away or where they left the tour, for all their devices. */
export async function keepLearning(change: LearningChange): Promise<void> {
  await api.patch('/learning', change);
  await queryClient.invalidateQueries({ queryKey: learningQuery.queryKey });
}
