import { subscribeWithin } from '../core/events.ts';
import { bookCommissions } from './book-commissions.ts';
import { moveCommissions } from './move-commissions.ts';
import { reverseCommissions } from './reverse-commissions.ts';

/** All write in the transaction of what they hear: sale and commission commit together or not at all. */
export function commissionJobs(): void {
  subscribeWithin('sale.recorded', 'commissions.book', bookCommissions);
  subscribeWithin('sale.attributed', 'commissions.move', moveCommissions);
  subscribeWithin('sale.refunded', 'commissions.reverse', reverseCommissions);
}
