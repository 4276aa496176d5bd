import { subscribeWithin } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { bookCommissions } from './book-commissions.ts';
import { evaluateEverywhere } from './evaluate-commissions.ts';
import { moveCommissions } from './move-commissions.ts';
import { reverseCommissions } from './reverse-commissions.ts';

const EVALUATE_TASK = 'commissions.evaluate-success';
/** After the nightly scores. */
const EVALUATE_NIGHTLY = '47 3 * * *';

/** What is heard is written in the transaction in which it is told: sale and commission commit together or not at all. */
export function commissionJobs(): void {
  subscribeWithin('sale.recorded', 'commissions.book', bookCommissions);
  subscribeWithin('sale.attributed', 'commissions.move', moveCommissions);
  subscribeWithin('sale.refunded', 'commissions.reverse', reverseCommissions);
  defineTask(EVALUATE_TASK, evaluateEverywhere);
  schedule(EVALUATE_TASK, EVALUATE_NIGHTLY);
}
