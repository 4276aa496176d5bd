/** The door of the payouts room: batches that pay what the ledger says is payable. */
export { approvePayout } from './approve-payout.ts';
export { createPayout } from './create-payout.ts';
export { listPayments } from './list-payouts.ts';
export { payPayout } from './pay-payout.ts';
export { previewPayouts } from './preview-payouts.ts';
export { pageOfPayouts as listPayouts } from './store/payouts.ts';
