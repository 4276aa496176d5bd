import { useQuery } from '@tanstack/react-query';
import type { AttributionReport } from '../../server/quality/attribution/schema.ts';
import type { AffiliateQuality, QualityDetail, QualityPage } from '../../server/quality/schema.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

export type QualityRow = Jsonified<AffiliateQuality>;
export type AttributionView = Jsonified<AttributionReport>;
/** Which figure of a credit is on screen. */
export type Shown = 'conversions' | 'valueMinor';

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

/** The first sales of the last months, divided by every model. */
export function useAttribution(query: Query) {
  return useQuery({
    queryKey: ['/quality/attribution', query],
    queryFn: () => api.get<AttributionReport>('/quality/attribution', query),
  });
}
