import { queryOptions } from '@tanstack/react-query';
import type { Survey, Wave, WavePreview, WaveView } from '../../server/signals/schema/survey.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified } from '../ui/api.ts';

export type SurveyRow = Jsonified<Survey>;
export type WaveRow = Jsonified<Wave>;
export type ShownWave = Jsonified<WaveView>;
export type SurveyKind = SurveyRow['kind'];

export const KINDS: readonly SurveyKind[] = ['nps', 'csat', 'ces'];
export const LANGUAGES = ['en', 'th'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Answers come in by themselves. */
const REFRESH_MS = 10_000;

export const surveysQuery = queryOptions({
  queryKey: ['/surveys'],
  queryFn: () => api.get<{ data: SurveyRow[] }>('/surveys'),
});

export function surveyQuery(id: string) {
  return queryOptions({
    queryKey: ['/surveys', id],
    queryFn: () => api.get<SurveyRow>(`/surveys/${id}`),
  });
}

export function wavePreviewQuery(id: string) {
  return queryOptions({
    queryKey: ['/surveys', id, 'wave-preview'],
    queryFn: () => api.get<WavePreview>(`/surveys/${id}/wave-preview`),
    staleTime: 0,
  });
}

export function waveQuery(id: string) {
  return queryOptions({
    queryKey: ['/survey-waves', id],
    queryFn: () => api.get<ShownWave>(`/survey-waves/${id}`),
    refetchInterval: REFRESH_MS,
  });
}

/** Everything that is shown of surveys is read anew. */
export function forgetSurveys(): Promise<unknown> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [first] }) => typeof first === 'string' && /^\/survey/.test(first),
  });
}

export async function changeSurvey(id: string, change: object): Promise<void> {
  await api.patch(`/surveys/${id}`, change);
  await forgetSurveys();
}
