import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Handover,
  HandoverResult,
  OwnRedemption,
  OwnReward,
  PointsBalance,
  Redemption,
  RedemptionInput,
  Reward,
  RewardGrant,
} from '../../../server/commissions/non-cash/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../../ui/api.ts';
import { usePages } from '../../ui/pages.ts';

export type RewardRow = Jsonified<Reward>;
export type OwnRewardRow = Jsonified<OwnReward>;
export type RedemptionRow = Jsonified<Redemption>;
export type OwnRedemptionRow = Jsonified<z.infer<typeof OwnRedemption>>;
type OwnPoints = Omit<PointsBalance, 'affiliateId' | 'affiliateName'>;

export function useRewards(query: Query) {
  return usePages<Reward>('/rewards', query);
}

export function usePoints() {
  return useQuery({
    queryKey: ['/points'],
    queryFn: () => api.get<{ data: PointsBalance[] }>('/points'),
  });
}

export function useRedemptions() {
  return usePages<Redemption>('/redemptions');
}

/** Of the affiliate who is signed in. */
export function useOwnRewards() {
  return usePages<OwnReward>('/portal/rewards');
}

export function useOwnPoints() {
  return useQuery({
    queryKey: ['/portal/rewards', 'points'],
    queryFn: () => api.get<{ points: OwnPoints[] }>('/portal/rewards', { limit: 1 }),
    select: ({ points }) => points,
  });
}

export function useOwnRedemptions() {
  return usePages<z.infer<typeof OwnRedemption>>('/portal/redemptions');
}

export function grantReward(grant: z.input<typeof RewardGrant>): Promise<void> {
  return acting(api.post<Reward>('/rewards', grant));
}

export async function giveRewards(handover: Handover): Promise<HandoverResult> {
  const result = await api.post<HandoverResult>('/rewards/handovers', handover);
  await queryClient.invalidateQueries();
  return result;
}

export function undoHandover(id: string): Promise<void> {
  return acting(api.delete<Reward>(`/rewards/${id}/handover`));
}

export function cancelReward(id: string, reason: string): Promise<void> {
  return acting(api.post<Reward>(`/rewards/${id}/cancellation`, { reason }));
}

export function redeemPoints(redemption: z.input<typeof RedemptionInput>): Promise<void> {
  return acting(api.post<Redemption>('/redemptions', redemption));
}

export function undoRedemption(id: string): Promise<void> {
  return acting(api.delete<Redemption>(`/redemptions/${id}`));
}

/** Lists, balances and the audit log follow, so everything is read again. */
async function acting(act: Promise<unknown>): Promise<void> {
  await act;
  await queryClient.invalidateQueries();
}
