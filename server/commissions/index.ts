/** The door of the commissions room: what affiliates are promised, and the ledger of what they earned. */

export { grantAward, grantAwards } from './awards/grant-awards.ts';
export { sayAward } from './awards/say-award.ts';
export type { AwardReason, NewAward } from './awards/schema.ts';
export { giveBackAward, takeBackAward } from './awards/take-back-award.ts';
export { decideOnCommission, withdrawDecision } from './decide-on-commission.ts';
export { declineCommissions, reinstateCommissions } from './decline-commissions.ts';
export { explainCommission } from './explain-commission.ts';
export { holdCommissions, releaseCommissions, sayHolds } from './hold-commissions.ts';
export { COMMISSION_KINDS } from './kinds.ts';
export { listCommissions } from './list-commissions.ts';
export { listConditions } from './list-conditions.ts';
export { OCCASIONS, REWARD_KINDS, REWARD_STATES } from './non-cash/kinds.ts';
export { sayReward } from './non-cash/list-rewards.ts';
export { assignPlan } from './plans/assign-plan.ts';
export { NO_HISTORY, UNKNOWN_FACTS } from './plans/choose-reward.ts';
export { listPlans } from './plans/list-plans.ts';
export { readOfferTerms } from './plans/read-offer-terms.ts';
export { savePlan } from './plans/save-plan.ts';
export type { PlanTerms } from './plans/schema.ts';
export { type EarningAhead, earnAhead } from './rules.ts';
export {
  COMMISSION_STATES,
  type Commission,
  type CommissionDetail,
  ENTRY_KINDS,
  type HoldReason,
  isOfSale,
  type OfSale,
} from './schema.ts';
export { settleEntries } from './settle-entries.ts';
export { isAnyAwardPaid } from './store/awards.ts';
export { listBalances, listPayableEntries, type PayableEntry } from './store/balances.ts';
export {
  type CommissionRow,
  listCommissionRows,
  listCommissionsOf,
  listCommissionsOfSales,
} from './store/commissions.ts';
export { readCommissionsSteps } from './store/first-steps.ts';
export { listRewardRows } from './store/listed-rewards.ts';
export { insertRecovered, sumRepayments } from './store/recoveries.ts';
export { listSaleCommissions, type SaleCommission } from './store/sale-commissions.ts';
export { listSettled, returnSettlement } from './store/settlements.ts';
export {
  findFirstMovement,
  listEntries,
  listStatementCurrencies,
  type MovementSum,
  readStatement,
  type SettledEntry,
  type StatementMovement,
  sumMovements,
} from './store/statements.ts';
export {
  type CustomerCommissions,
  type CustomerSales,
  listMonthsOfSales,
  sumCommissions,
  sumCommissionsByCustomer,
  sumSales,
  sumSalesByCustomer,
} from './store/sums.ts';
export { readCommissionWaits } from './store/waits.ts';
export { verifyLedger } from './verify-ledger.ts';
