import type { Config } from '../../core/config.ts';
import { subscribe, subscribeWithin } from '../../core/events.ts';
import { defineMailTemplate } from '../../core/mail-templates.ts';
import { rewardLeadsInKind } from './reward-leads.ts';
import { settleCommissions, settleSales } from './settle-rewards.ts';
import { REWARD_MAIL, tellOfReward } from './tell-of-reward.ts';

/** Whatever can change which sales are kept, and with whom; heard after the sale itself is booked, moved or refunded. */
export function nonCashJobs({ publicUrl }: Config): void {
  subscribeWithin('lead.recorded', 'commissions.reward-leads-in-kind', rewardLeadsInKind);
  for (const change of ['recorded', 'attributed', 'refunded'])
    subscribeWithin(`sale.${change}`, 'commissions.settle-rewards', settleSales);
  for (const change of ['decided', 'decision_withdrawn', 'reversed', 'restored'])
    subscribeWithin(`commission.${change}`, 'commissions.settle-rewards', settleCommissions);
  defineMailTemplate({
    kind: REWARD_MAIL,
    catalog: 'commissions:mail.reward',
    example: {
      person: { name: 'Ann Smith', firstName: 'Ann' },
      company: { name: 'Acme' },
      reward: {
        ...{ what: 'the gift “Mug”', why: 'For the first sale of a customer' },
        ...{ note: 'It is on its way.', code: 'MUG-1234' },
      },
      link: `${publicUrl}/portal/rewards`,
    },
  });
  subscribe<{ rewardId: string }>(
    'reward.fulfilled',
    'commissions.tell-of-reward',
    ({ workspaceId, payload }) => tellOfReward(workspaceId, payload.rewardId, publicUrl),
  );
}
