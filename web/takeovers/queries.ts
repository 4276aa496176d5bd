import { queryOptions } from '@tanstack/react-query';
import type { ImportRun } from '../../server/customers/imports/schema.ts';
import type { NewTakeover, PlatformView, TakeoverView } from '../../server/takeovers/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified } from '../ui/api.ts';

export type TakeoverRow = Jsonified<TakeoverView>;

export const platformsQuery = queryOptions({
  queryKey: ['/takeover-platforms'],
  queryFn: () => api.get<{ data: PlatformView[] }>('/takeover-platforms'),
});

export function takeoverQuery(id: string) {
  return queryOptions({
    queryKey: ['/takeovers', id],
    queryFn: () => api.get<TakeoverView>(`/takeovers/${id}`),
  });
}

interface Begun extends Omit<NewTakeover, 'importId'> {
  platform: string;
  files: File[];
}

/** Uploads the platform's files and says for which offer they are. */
export async function beginTakeover({ platform, files, ...wanted }: Begun): Promise<TakeoverRow> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const run = await api.post<ImportRun>(`/imports?family=${platform}`, form);
  return api.post<TakeoverView>('/takeovers', { importId: run.id, ...wanted });
}

export async function undoTakeover(id: string): Promise<void> {
  const takeover = await api.post<TakeoverView>(`/takeovers/${id}/undo`);
  queryClient.setQueryData(takeoverQuery(id).queryKey, takeover);
}
