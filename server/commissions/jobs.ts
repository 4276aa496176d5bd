import { subscribeWithin } from '../core/events.ts';
import { bookCommission } from './book-commission.ts';
import { moveCommission } from './move-commission.ts';
import { reverseCommission } from './reverse-commission.ts';

/** All write in the transaction of what they hear: sale and commission commit together or not at all. */
export function commissionJobs(): void {
  subscribeWithin('sale.recorded', 'commissions.book', bookCommission);
  subscribeWithin('sale.attributed', 'commissions.move', moveCommission);
  subscribeWithin('sale.refunded', 'commissions.reverse', reverseCommission);
}
