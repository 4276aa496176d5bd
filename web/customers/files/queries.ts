import { queryOptions } from '@tanstack/react-query';
import type { StoredFile } from '../../../server/customers/files/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, downloadAddress, type Jsonified } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type FileRow = Jsonified<StoredFile>;

/** Whose files: one of them. */
export type FileOf = { accountId: string } | { personId: string } | { dealId: string };

const MAX_SHOWN = 100;

export const filesQuery = (of: FileOf) =>
  queryOptions({
    queryKey: ['/files', of],
    queryFn: () =>
      api.get<{ data: StoredFile[]; nextCursor: string | null }>('/files', { ...of, limit: MAX_SHOWN }),
  });

/** @param place whose file it becomes, or what it is attached to. */
export function uploadFile(place: FileOf | { activityId: string }, file: File) {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.post<StoredFile>(`/files?${new URLSearchParams(place)}`, form);
}

export function addressOf(id: string): string {
  return downloadAddress(`/files/${id}/content`);
}

/** Deletes at once, and offers to take that back. @param words what is told then. */
export async function deleteFile(id: string, words: string): Promise<void> {
  const putBack = () =>
    api
      .post(`/files/${id}/restoration`)
      .then(() => queryClient.invalidateQueries())
      .catch(tellFailed);
  await api
    .delete(`/files/${id}`)
    .then(() => tellDone(words, putBack))
    .catch(tellFailed);
  await queryClient.invalidateQueries();
}
