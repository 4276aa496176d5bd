import { queryOptions } from '@tanstack/react-query';
import type { AccountCriteria } from '../../server/customers/schema/criteria.ts';
import type {
  EntryPreview,
  NewPlaybook,
  Playbook,
  PlaybookDefinition,
  PlaybookStep,
  PlaybookSummary,
  Results,
  Run,
  RunView,
} from '../../server/journeys/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Page } from '../ui/api.ts';

export type PlaybookRow = Jsonified<PlaybookSummary>;
export type ShownPlaybook = Jsonified<Playbook>;
export type RunRow = Jsonified<Run>;
export type ShownRun = Jsonified<RunView>;
export type RunStepRow = ShownRun['steps'][number];
export type Definition = PlaybookDefinition;
export type Step = PlaybookStep;
export type MailStep = Extract<Step, { kind: 'mail' }>;
export type Criteria = AccountCriteria;
export type Preset = Jsonified<NewPlaybook>;

export const PURPOSES: readonly PlaybookRow['purpose'][] = [
  ...(['rescue', 'onboarding', 'after_sale', 'renewal', 'expansion', 'advocacy', 'other'] as const),
];
export const LANGUAGES = ['en', 'th'] as const;

/** Accounts begin, go on and arrive by themselves. */
const REFRESH_MS = 20_000;

export const playbooksQuery = queryOptions({
  queryKey: ['/playbooks'],
  queryFn: () => api.get<{ data: PlaybookRow[] }>('/playbooks'),
});

export const presetsQuery = queryOptions({
  queryKey: ['/playbook-presets'],
  queryFn: () => api.get<{ data: Preset[] }>('/playbook-presets'),
});

export function playbookQuery(id: string) {
  return queryOptions({
    queryKey: ['/playbooks', id],
    queryFn: () => api.get<ShownPlaybook>(`/playbooks/${id}`),
  });
}

export function resultsQuery(id: string) {
  return queryOptions({
    queryKey: ['/playbooks', id, 'results'],
    queryFn: () => api.get<Results>(`/playbooks/${id}/results`),
    refetchInterval: REFRESH_MS,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['/playbook-runs', id],
    queryFn: () => api.get<ShownRun>(`/playbook-runs/${id}`),
    refetchInterval: REFRESH_MS,
  });
}

export function runsOfAccountQuery(accountId: string) {
  return queryOptions({
    queryKey: ['/playbook-runs', 'of', accountId],
    queryFn: () => api.get<Page<RunRow>>('/playbook-runs', { accountId, limit: 10 }),
  });
}

export function entryPreviewQuery(entry: Criteria) {
  return queryOptions({
    queryKey: ['/playbook-entry-previews', entry],
    queryFn: () => api.post<EntryPreview>('/playbook-entry-previews', { entry }),
    retry: false,
  });
}

/** Everything that is shown of playbooks, and the tasks that come of them, is read anew. */
export function forgetPlaybooks(): Promise<unknown> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [first] }) => typeof first === 'string' && /^\/(playbook|tasks)/.test(first),
  });
}

type Resource = 'activation' | 'archival';

/** @returns how to take it back */
export async function setStatus(
  id: string,
  resource: Resource,
  isSet: boolean,
): Promise<() => Promise<void>> {
  await (isSet ? api.post(`/playbooks/${id}/${resource}`) : api.delete(`/playbooks/${id}/${resource}`));
  await forgetPlaybooks();
  return async () => {
    await setStatus(id, resource, !isSet);
  };
}

/** @returns how to take it back */
export async function stopRun(id: string, note: string): Promise<() => Promise<void>> {
  await api.post(`/playbook-runs/${id}/stop`, { note });
  await forgetPlaybooks();
  return () => resumeRun(id);
}

export async function resumeRun(id: string): Promise<void> {
  await api.delete(`/playbook-runs/${id}/stop`);
  await forgetPlaybooks();
}
