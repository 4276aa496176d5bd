import { queryOptions } from '@tanstack/react-query';
import type { ConnectionCheck } from '../../../server/connections/check/schema.ts';
import type { Coupon, Link } from '../../../server/tracking/schema/link.ts';
import { api, type Jsonified, type Page } from '../../ui/api.ts';

export type CheckView = Jsonified<ConnectionCheck>;

/** Somebody sits in front of it and waits for their click. */
const REFRESH_MS = 3_000;
/** Among so many, one that has not expired will do as the example. */
const LOOKED_AT = 20;

/** Asked again and again while the page is looked at. */
export const connectionCheckQuery = queryOptions({
  queryKey: ['/connection-check'],
  queryFn: () => api.get<ConnectionCheck>('/connection-check'),
  refetchInterval: REFRESH_MS,
});

/** A link of the workspace that works now; null where there is none. */
export const exampleLinkQuery = queryOptions({
  queryKey: ['/links', 'example'],
  queryFn: async () => {
    const { data } = await api.get<Page<Link>>('/links', { status: 'active', limit: LOOKED_AT });
    return data.find(isUsable) ?? null;
  },
});

/** A coupon that works now; null where there is none. */
export const exampleCouponQuery = queryOptions({
  queryKey: ['/coupons', 'example'],
  queryFn: async () => {
    const { data } = await api.get<Page<Coupon>>('/coupons', { limit: LOOKED_AT });
    return data.find(isUsable) ?? null;
  },
});

function isUsable({ status, expiresAt }: { status: string; expiresAt: string | null }): boolean {
  return status === 'active' && (expiresAt === null || new Date(expiresAt) > new Date());
}
