import { subscribeWithin } from '../../core/events.ts';
import { rewardLeadsInKind } from './reward-leads.ts';
import { settleCommissions, settleSales } from './settle-rewards.ts';

/** Whatever can change which sales are kept, and with whom; heard after the sale itself is booked, moved or refunded. */
export function nonCashJobs(): void {
  subscribeWithin('lead.recorded', 'commissions.reward-leads-in-kind', rewardLeadsInKind);
  for (const change of ['recorded', 'attributed', 'refunded'])
    subscribeWithin(`sale.${change}`, 'commissions.settle-rewards', settleSales);
  for (const change of ['decided', 'decision_withdrawn', 'reversed', 'restored'])
    subscribeWithin(`commission.${change}`, 'commissions.settle-rewards', settleCommissions);
}
