import { useQuery } from '@tanstack/react-query';
import type { AffiliateQuality, QualityDetail, QualityPage } from '../../server/quality/schema.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

export type QualityRow = Jsonified<AffiliateQuality>;

export function useQuality(query: Query) {
  return usePages<AffiliateQuality>('/quality/affiliates', query);
}

/** The whole program's figures, and in which currency and by which margin they were made. */
export function useProgramQuality() {
  return useQuery({
    queryKey: ['/quality/affiliates', 'program'],
    queryFn: () => api.get<QualityPage>('/quality/affiliates', { limit: 1 }),
  });
}

export function useAffiliateQuality(affiliateId: string) {
  return useQuery({
    queryKey: ['/quality/affiliates', affiliateId],
    queryFn: () => api.get<QualityDetail>(`/quality/affiliates/${affiliateId}`),
  });
}
