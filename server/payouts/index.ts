/** The door of the payouts room: batches that pay what the ledger says is payable. */
export { listPayments } from './list-payouts.ts';
export { readPayoutsSteps } from './store/first-steps.ts';
export { findPayout } from './store/payouts.ts';
export { readPayoutWaits } from './store/waits.ts';
export { viewSchedule as viewPayoutSchedule } from './timing/schedule.ts';
