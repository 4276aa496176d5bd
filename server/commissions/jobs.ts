import { subscribeWithin } from '../core/events.ts';
import { bookCommission } from './book-commission.ts';
import { reverseCommission } from './correct-commission.ts';

/** Both write in the transaction of the sale or the refund: the money facts commit together or not at all. */
export function commissionJobs(): void {
  subscribeWithin('sale.recorded', 'commissions.book', bookCommission);
  subscribeWithin('sale.refunded', 'commissions.reverse', reverseCommission);
}
