import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkMerged, Duplicate } from '../../../server/customers/duplicates/schema.ts';
import type { Merge, MergePreview, NewMerge } from '../../../server/customers/merges/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { tellDone, tellFailed, tellProblem } from '../../ui/toast.tsx';

export type DuplicateRow = Jsonified<Duplicate>;
export type MergeRow = Jsonified<Merge>;

export function usePairCounts() {
  return useQuery({
    queryKey: ['/duplicates/counts'],
    queryFn: () => api.get<{ open: number; sure: number }>('/duplicates/counts'),
  });
}

export interface PairOfRecords {
  object: string;
  keptId: string;
  mergedId: string;
}

export function useMergePreview({ object, keptId, mergedId }: PairOfRecords) {
  const wanted = { object, keptId, mergedId };
  return useQuery({
    queryKey: ['/merges/preview', wanted],
    queryFn: () => api.get<Jsonified<MergePreview>>('/merges/preview', wanted),
  });
}

/** Puts two records back as they were. */
export function useUndoMerge() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: string) => api.delete<MergeRow>(`/merges/${id}`),
    onSuccess: async ({ mergedName }) => {
      await queryClient.invalidateQueries();
      tellDone(t('duplicates:undone', { name: mergedName }));
    },
    onError: tellFailed,
  });
}

export function useMerge(onDone: (merge: MergeRow) => void) {
  const { t } = useTranslation();
  const undo = useUndoMerge();
  return useMutation({
    mutationFn: (wanted: NewMerge) => api.post<MergeRow>('/merges', wanted),
    onSuccess: async (merge) => {
      await queryClient.invalidateQueries();
      const { keptName, mergedName } = merge;
      tellDone(t('duplicates:merged', { keptName, mergedName }), () => undo.mutate(merge.id));
      onDone(merge);
    },
    onError: tellFailed,
  });
}

/** Merges pairs as suggested; the message takes all of them back. */
export function useMergePairs(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (pairIds: string[]) => api.post<Jsonified<BulkMerged>>('/duplicates/merges', { pairIds }),
    onSuccess: async ({ merges, failed }) => {
      await queryClient.invalidateQueries();
      const undo = async () => {
        // Backwards: the last may build upon the first.
        for (const { id } of merges.toReversed()) await api.delete(`/merges/${id}`).catch(tellFailed);
        await queryClient.invalidateQueries();
      };
      if (merges.length > 0) tellDone(t('duplicates:bulkDone', { count: merges.length }), undo);
      const [first] = failed;
      if (first) tellProblem(t('duplicates:bulkFailed', { count: failed.length }), first.detail);
      onDone();
    },
    onError: tellFailed,
  });
}

/** Says that two records are not the same, or takes it back. */
export function useDismissal() {
  const { t } = useTranslation();
  const send = (id: string, isDismissed: boolean) =>
    isDismissed ? api.put(`/duplicates/${id}/dismissal`) : api.delete<unknown>(`/duplicates/${id}/dismissal`);
  return useMutation({
    mutationFn: ({ id, isDismissed }: { id: string; isDismissed: boolean }) => send(id, isDismissed),
    onSuccess: async (_answer, { id, isDismissed }) => {
      await queryClient.invalidateQueries();
      const undo = async () => {
        await send(id, !isDismissed).catch(tellFailed);
        await queryClient.invalidateQueries();
      };
      tellDone(t(isDismissed ? 'duplicates:dismissed' : 'duplicates:restored'), undo);
    },
    onError: tellFailed,
  });
}

export function useScan() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => api.post('/duplicates/scans'),
    onSuccess: () => tellDone(t('duplicates:scanning')),
    onError: tellFailed,
  });
}
