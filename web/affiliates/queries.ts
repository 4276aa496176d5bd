import { useMutation, useQuery } from '@tanstack/react-query';
import type { Affiliate } from '../../server/affiliates/schema/affiliate.ts';
import type { Invitation } from '../../server/affiliates/schema/invitation.ts';
import type { NewOffer, OfferChange, OfferView } from '../../server/affiliates/schema/offer.ts';
import type { Statement } from '../../server/payouts/schema.ts';
import type { QualityDetail } from '../../server/quality/schema.ts';
import type { ClickSummary } from '../../server/tracking/schema/click.ts';
import { useCan } from '../shell/session.ts';
import { api, type Jsonified, type Page, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type AffiliateRow = Jsonified<Affiliate>;
export type InvitationRow = Jsonified<Invitation>;
export type OfferRow = Jsonified<OfferView>;
export type Decision = 'approve' | 'decline' | 'suspend' | 'reinstate';

const ALL = 100;

export function useAffiliates(query: Query) {
  return usePages<Affiliate>('/affiliates', query);
}

export function useAffiliate(id: string | null, isEnabled = true) {
  return useQuery({
    queryKey: ['/affiliates', id],
    queryFn: () => api.get<Affiliate>(`/affiliates/${id}`),
    enabled: id !== null && isEnabled,
  });
}

/** The first affiliates that fit the text, to choose from. */
export function useAffiliateChoices(q: string) {
  return useQuery({
    queryKey: ['/affiliates', 'choices', q],
    queryFn: () => api.get<Page<Affiliate>>('/affiliates', { q: q.trim() || undefined, limit: ALL }),
    select: ({ data }) => data,
    placeholderData: (before) => before,
  });
}

/** One read gives the names of most; those beyond the first hundred are read one by one. */
export function useAffiliateName(id: string | null): string | undefined {
  const most = useAffiliateChoices('');
  const found = most.data?.find((affiliate) => affiliate.id === id);
  const one = useAffiliate(id, most.isSuccess && !found);
  return found?.name ?? one.data?.name;
}

/** Approves, declines, suspends or reinstates; each is a resource that is made or deleted. */
export function useDecide() {
  return useMutation({
    mutationFn: ({ id, decision, reason }: { id: string; decision: Decision; reason?: string }) => {
      if (decision === 'approve') return api.post<unknown>(`/affiliates/${id}/approval`, {});
      if (decision === 'decline') return api.delete<unknown>(`/affiliates/${id}/approval`);
      if (decision === 'suspend') return api.post<unknown>(`/affiliates/${id}/suspension`, { reason });
      return api.delete<unknown>(`/affiliates/${id}/suspension`);
    },
    onError: tellFailed,
  });
}

export function useInvitations(query: Query) {
  return usePages<Invitation>('/affiliate-invitations', query);
}

export function useOffers() {
  return useQuery({
    queryKey: ['/offers'],
    queryFn: () => api.get<Page<OfferView>>('/offers'),
    select: ({ data }) => data,
  });
}

export function useOfferName(id: string | null): string | undefined {
  return useOffers().data?.find((offer) => offer.id === id)?.name;
}

/** @param id null makes a new offer. */
export async function saveOffer(id: string | null, offer: NewOffer & OfferChange): Promise<{ id: string }> {
  return id ? api.patch<OfferView>(`/offers/${id}`, offer) : api.post<OfferView>('/offers', offer);
}

export async function assignPlan(offerId: string, planId: string): Promise<void> {
  await api.put(`/offers/${offerId}/plan`, { planId });
}

export function useClicks(affiliateId: string) {
  const can = useCan();
  return useQuery({
    queryKey: ['/clicks/summary', affiliateId],
    queryFn: () => api.get<ClickSummary>('/clicks/summary', { affiliateId, by: 'affiliate' }),
    enabled: can('links.read'),
  });
}

export function useAffiliateQuality(affiliateId: string) {
  const can = useCan();
  return useQuery({
    queryKey: ['/quality/affiliates', affiliateId],
    queryFn: () => api.get<QualityDetail>(`/quality/affiliates/${affiliateId}`),
    enabled: can('quality.read'),
  });
}

export function useStatement(affiliateId: string, month: string | undefined) {
  return useQuery({
    queryKey: ['/affiliates', affiliateId, 'statement', month],
    queryFn: () => api.get<Statement>(`/affiliates/${affiliateId}/statement`, { month }),
  });
}
