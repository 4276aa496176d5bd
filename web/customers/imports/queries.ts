import { queryOptions } from '@tanstack/react-query';
import type {
  ImportChange,
  ImportObjectView,
  ImportRun,
  ImportState,
} from '../../../server/customers/imports/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

const ASK_EVERY_MS = 900;

export type Run = Jsonified<ImportRun>;
export type RunFile = Run['files'][number];
export type Forecast = NonNullable<Run['dryRun']>['files'][number];
export type ImportObject = Jsonified<ImportObjectView>;

/** What files of this family can hold. */
export function importObjectsQuery(family: string | null) {
  return queryOptions({
    queryKey: ['/import-objects', family],
    queryFn: () => api.get<{ data: ImportObjectView[] }>('/import-objects', family ? { family } : {}),
  });
}

/** Asked again while the import is being worked on. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['/imports', id],
    queryFn: () => api.get<ImportRun>(`/imports/${id}`),
    refetchInterval: ({ state }) => (isBeingWorkedOn(state.data?.state) ? ASK_EVERY_MS : false),
  });
}

export function isBeingWorkedOn(state: ImportState | undefined): boolean {
  return state === 'checking' || state === 'queued' || state === 'running';
}

export async function uploadFiles(files: File[]): Promise<Run> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return api.post<ImportRun>('/imports', form);
}

/** Answers questions about one file or changes what was detected. */
export async function changeFile(runId: string, file: ImportChange['files'][number]): Promise<void> {
  const run = await api.patch<ImportRun>(`/imports/${runId}`, { files: [file] });
  queryClient.setQueryData(importQuery(runId).queryKey, run);
}

/** Tries it, brings it in, or stops what is going on. */
export async function workOn(runId: string, act: 'dry-run' | 'run' | 'cancel'): Promise<void> {
  const run = await api.post<ImportRun>(`/imports/${runId}/${act}`);
  queryClient.setQueryData(importQuery(runId).queryKey, run);
}
