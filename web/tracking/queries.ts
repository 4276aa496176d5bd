import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Lead,
  NewCredit,
  NewRefund,
  Refund,
  Sale,
  SaleDetail,
} from '../../server/tracking/schema/conversion.ts';
import type {
  CreditAnswer,
  CreditRequest,
  CreditRequestDetail,
} from '../../server/tracking/schema/credit-request.ts';
import type {
  Coupon,
  Link,
  LinkChange,
  NewCoupon,
  NewLink,
  TargetFigures,
} from '../../server/tracking/schema/link.ts';
import type {
  Registration,
  RegistrationDetail,
  RegistrationsAnswer,
  RegistrationsWish,
  RegistrationWish,
} from '../../server/tracking/schema/registration.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';
import { tellFailed } from '../ui/toast.tsx';

export type LinkRow = Jsonified<Link>;
export type CouponRow = Jsonified<Coupon>;
export type LeadRow = Jsonified<Lead>;
export type SaleRow = Jsonified<Sale>;
export type SaleView = Jsonified<SaleDetail>;
export type RegistrationRow = Jsonified<Registration>;
export type RegistrationView = Jsonified<RegistrationDetail>;
export type RequestRow = Jsonified<CreditRequest>;
export type RequestView = Jsonified<CreditRequestDetail>;

export function useLinks(query: Query) {
  return usePages<Link>('/links', query);
}

export async function createLink(link: NewLink): Promise<void> {
  await api.post<Link>('/links', link);
  await queryClient.invalidateQueries({ queryKey: ['/links'] });
}

export async function changeLink(id: string, change: LinkChange): Promise<void> {
  await api.patch<Link>(`/links/${id}`, change);
  await queryClient.invalidateQueries({ queryKey: ['/links'] });
}

/** What came of each place that a link leads to. */
export function useTargetFigures(linkId: string) {
  return useQuery({
    queryKey: ['/links', linkId, 'targets'],
    queryFn: () => api.get<TargetFigures>(`/links/${linkId}/targets`),
  });
}

/** Archives a link or a coupon, or takes it back into use. */
export function useSetStatus(path: '/links' | '/coupons') {
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: Link['status'] }) =>
      api.patch<unknown>(`${path}/${id}`, { status }),
    onError: tellFailed,
  });
}

export function useCoupons(query: Query) {
  return usePages<Coupon>('/coupons', query);
}

export async function createCoupon(coupon: NewCoupon): Promise<void> {
  await api.post<Coupon>('/coupons', coupon);
  await queryClient.invalidateQueries({ queryKey: ['/coupons'] });
}

export function useLeads(query: Query) {
  return usePages<Lead>('/leads', query);
}

export function useSales(query: Query) {
  return usePages<Sale>('/sales', query);
}

export function useSale(id: string | undefined) {
  return useQuery({
    queryKey: ['/sales', id],
    queryFn: () => api.get<SaleDetail>(`/sales/${id}`),
    enabled: id !== undefined,
  });
}

/** Takes back a sale or a part of it; its commission goes back by the same share. */
export async function refundSale(saleId: string, refund: z.input<typeof NewRefund>): Promise<void> {
  await api.post<Refund>(`/sales/${saleId}/refunds`, refund);
  await queryClient.invalidateQueries();
}

/** Sale, commission and figures follow, so everything is read again. */
export async function creditSale(saleId: string, credit: NewCredit): Promise<void> {
  await api.post<SaleDetail>(`/sales/${saleId}/credit`, credit);
  await queryClient.invalidateQueries();
}

export function useRequests(query: Query) {
  return usePages<CreditRequest>('/credit-requests', query);
}

export function useRequest(id: string | undefined) {
  return useQuery({
    queryKey: ['/credit-requests', id],
    queryFn: () => api.get<CreditRequestDetail>(`/credit-requests/${id}`),
    enabled: id !== undefined,
  });
}

/** Sale, commission and figures follow, so everything is read again. */
export async function answerRequest(id: string, answer: CreditAnswer): Promise<void> {
  await api.post<CreditRequest>(`/credit-requests/${id}/answer`, answer);
  await queryClient.invalidateQueries();
}

export function useRegistrations(query: Query) {
  return usePages<Registration>('/deal-registrations', query);
}

export function useRegistration(id: string | undefined) {
  return useQuery({
    queryKey: ['/deal-registrations', id],
    queryFn: () => api.get<RegistrationDetail>(`/deal-registrations/${id}`),
    enabled: id !== undefined,
  });
}

/** Account, sales and commissions follow, so everything is read again. */
export async function decideRegistration(id: string, wish: z.input<typeof RegistrationWish>): Promise<void> {
  await api.post<Registration>(`/deal-registrations/${id}/decision`, wish);
  await queryClient.invalidateQueries();
}

export async function decideRegistrations(
  ids: string[],
  wish: RegistrationsWish['wish'],
): Promise<RegistrationsAnswer> {
  const answer = await api.post<RegistrationsAnswer>('/deal-registrations/bulk/decision', { ids, wish });
  await queryClient.invalidateQueries();
  return answer;
}
