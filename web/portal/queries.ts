import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { PortalProfile, PortalProfileChange } from '../../server/affiliates/schema/portal.ts';
import type { OwnRecruits } from '../../server/commissions/recruits/schema.ts';
import type { PortalBalance, PortalCommission } from '../../server/commissions/schema.ts';
import type { Material } from '../../server/pages/schema.ts';
import type { AffiliateMethods, NewMethod, OwnMethods } from '../../server/payouts/methods/schema.ts';
import type { PortalPayout, Statement } from '../../server/payouts/schema.ts';
import type { PayoutOutlook, PayoutTiming } from '../../server/payouts/timing/schema.ts';
import type { PortalFigures } from '../../server/tracking/schema/conversion.ts';
import type { NewCreditRequest, OwnCreditRequest } from '../../server/tracking/schema/credit-request.ts';
import type { Coupon, Link, NewPortalLink } from '../../server/tracking/schema/link.ts';
import type {
  NewRegistration,
  OwnRegistration as Registered,
} from '../../server/tracking/schema/registration.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type OwnCommission = Jsonified<z.infer<typeof PortalCommission>>;

export function useProfile() {
  return useQuery({ queryKey: ['/portal/me'], queryFn: () => api.get<PortalProfile>('/portal/me') });
}

export function useChangeProfile() {
  const queries = useQueryClient();
  return (change: z.input<typeof PortalProfileChange>) =>
    api
      .patch<PortalProfile>('/portal/me', change)
      .then((profile) => queries.setQueryData(['/portal/me'], profile));
}

export function useOwnLinks() {
  return useQuery({
    queryKey: ['/portal/links'],
    queryFn: () => api.get<{ links: Link[]; coupons: Coupon[] }>('/portal/links'),
  });
}

export function useMakeLink() {
  return useMutation({
    mutationFn: (link: NewPortalLink) => api.post<Link>('/portal/links', link),
  });
}

export function useOwnFigures() {
  return useQuery({
    queryKey: ['/portal/figures'],
    queryFn: () => api.get<PortalFigures>('/portal/figures'),
  });
}

export function useOwnCommissions() {
  return usePages<z.infer<typeof PortalCommission>>('/portal/commissions');
}

export function useOwnBalances() {
  return useQuery({
    queryKey: ['/portal/commissions', 'balances'],
    queryFn: () =>
      api.get<{ balances: z.infer<typeof PortalBalance>[] }>('/portal/commissions', { limit: 1 }),
    select: ({ balances }) => balances,
  });
}

export type OwnRequest = Jsonified<z.infer<typeof OwnCreditRequest>>;

export function useOwnRequests() {
  return usePages<z.infer<typeof OwnCreditRequest>>('/portal/credit-requests');
}

export function useAskForCredit() {
  return useMutation({
    mutationFn: (asked: NewCreditRequest) => api.post<OwnRequest>('/portal/credit-requests', asked),
  });
}

export type OwnRegistration = Jsonified<Registered>;

export function useOwnRegistrations() {
  return usePages<Registered>('/portal/deal-registrations');
}

export function useSubmitRegistration() {
  return useMutation({
    mutationFn: (registration: Omit<NewRegistration, 'hasConsent'> & { hasConsent: boolean }) =>
      api.post<OwnRegistration>('/portal/deal-registrations', registration),
  });
}

export function useOwnPayouts() {
  return usePages<PortalPayout>('/portal/payouts');
}

export function useOwnStatement(month: string | undefined) {
  return useQuery({
    queryKey: ['/portal/statement', month],
    queryFn: () => api.get<Statement>('/portal/statement', { month }),
  });
}

export function useOwnTiming() {
  return useQuery({
    queryKey: ['/portal/payout-timing'],
    queryFn: () => api.get<PayoutTiming>('/portal/payout-timing'),
  });
}

export function useOutlook() {
  return useQuery({
    queryKey: ['/portal/payout-outlook'],
    queryFn: () => api.get<PayoutOutlook>('/portal/payout-outlook'),
  });
}

export function useRequestPayout() {
  return useMutation({
    mutationFn: (currency: string) => api.post<PayoutOutlook>('/portal/payout-requests', { currency }),
    onError: tellFailed,
  });
}

export function useChangeOwnMinimum() {
  return useMutation({
    mutationFn: ({ currency, amountMinor }: { currency: string; amountMinor: number }) =>
      api.put<PayoutOutlook>(`/portal/payout-minimums/${currency}`, { amountMinor }),
    onError: tellFailed,
  });
}

export function useOwnMethods() {
  return useQuery({
    queryKey: ['/portal/payout-methods'],
    queryFn: () => api.get<z.infer<typeof OwnMethods>>('/portal/payout-methods'),
  });
}

export function changeOwnMethod(method: NewMethod) {
  return api.put<AffiliateMethods>('/portal/payout-method', method);
}

export function useOwnRecruits() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['/portal/recruits', i18n.language],
    queryFn: () => api.get<OwnRecruits>('/portal/recruits'),
  });
}

export function useOwnMaterials() {
  return usePages<Material>('/portal/materials');
}
