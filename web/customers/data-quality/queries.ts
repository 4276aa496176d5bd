import { queryOptions, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type {
  DataQuality,
  FaultyRecord,
  Mending,
  UndoneMending,
} from '../../../server/customers/data-quality/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type QualityView = Jsonified<DataQuality>;
export type FaultView = QualityView['faults'][number];
export type FaultRow = Jsonified<FaultyRecord>;

/** In the address: records of nobody. */
export const NOBODY = 'none';

export const dataQualityQuery = queryOptions({
  queryKey: ['/data-quality'],
  queryFn: () => api.get<DataQuality>('/data-quality'),
});

/** Gives records what is suggested for them, to be put back within ten seconds. */
export function useMendFaults(fault: string, onDone: () => void) {
  const { t } = useTranslation();
  const undo = useMutation({
    mutationFn: (id: string) => api.delete<UndoneMending>(`/mendings/${id}`),
    onSuccess: async ({ restoredCount }) => {
      await queryClient.invalidateQueries();
      tellDone(t('dataQuality:restored', { count: restoredCount }));
    },
    onError: tellFailed,
  });
  return useMutation({
    mutationFn: (ids: string[]) => api.post<Mending>(`/data-quality/${fault}/mendings`, { ids }),
    onSuccess: async ({ id, mendedCount }) => {
      onDone();
      await queryClient.invalidateQueries();
      tellDone(
        t('dataQuality:mended', { count: mendedCount }),
        id === null ? undefined : () => undo.mutate(id),
      );
    },
    onError: tellFailed,
  });
}
