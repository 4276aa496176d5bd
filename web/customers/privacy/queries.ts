import { queryOptions, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ErasurePreview, PersonErasure } from '../../../server/customers/privacy/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type PreviewView = Jsonified<ErasurePreview>;
export type ErasureRow = Jsonified<PersonErasure>;

export function erasurePreviewQuery(personId: string) {
  return queryOptions({
    queryKey: ['/people', personId, 'erasure'],
    queryFn: () => api.get<ErasurePreview>(`/people/${personId}/erasure`),
    staleTime: 0,
  });
}

/** Ends the hold on a person's data. */
export function useEndHold(personId: string) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => api.delete(`/people/${personId}/hold`),
    onSuccess: async () => {
      await queryClient.invalidateQueries(erasurePreviewQuery(personId));
      tellDone(t('privacy:hold.ended'));
    },
    onError: tellFailed,
  });
}
