/** The door of the customers room: the one record of accounts, people and everything that touched them. */
export { changeAccount } from './accounts/change-account.ts';
export {
  findAccountIds,
  listAccountIds,
  listAccountSummaries,
  listOnboardedAccounts,
  listSimilarAccounts,
  listStakeholders,
} from './accounts/find-accounts.ts';
export { matchAccounts, readAccountFacts } from './accounts/match-accounts.ts';
export { type AccountInput, saveAccounts } from './accounts/save-accounts.ts';
export { writeAccountFigures } from './accounts/write-account-figures.ts';
export { type LoggedMonth, sumLoggedTime, sumLoggedTimeOf } from './activities/store/logged-time.ts';
export { findRefusing } from './consent/find-refusing.ts';
export { preferencesUrl, unsubscribeHeaders } from './consent/preference-link.ts';
export { loseDeal, winDeal } from './deals/close-deal.ts';
export { createDeal } from './deals/create-deal.ts';
export { moveDeal } from './deals/move-deal.ts';
export { listLossReasons, listPipelines } from './deals/pipelines/read-pipelines.ts';
export { findDeals, listDeals } from './deals/read-deals.ts';
export {
  type DealOutcome,
  findDealOutcome,
  openRegisteredDeal,
  withdrawRegisteredDeal,
} from './deals/registered-deal.ts';
export type { Deal } from './deals/schema/deal.ts';
export type { DealEvent } from './deals/tell-deal.ts';
export { type ImportedPaths, importPaths } from './imports/import-paths.ts';
export {
  defineImportObject,
  type ImportContext,
  type RowError,
  type RowNote,
  type RowOutcome,
} from './imports/registry.ts';
export { findRun as findImport } from './imports/store/runs.ts';
export type { ImportProgress } from './imports/work-import.ts';
export { findOrigins, findStandingIds } from './merges/find-standing.ts';
export { holdRecordIds } from './merges/held-ids.ts';
export { holdIds } from './merges/hold-ids.ts';
export type { RecordsMerged } from './merges/merge-records.ts';
export { listAssignmentRules } from './ownership/edit-assignment-rules.ts';
export { findPeople } from './people/find-people.ts';
export { findContacts, listContacts } from './people/list-contacts.ts';
export { findPersonIds, type PersonInput, savePeople } from './people/save-people.ts';
export { blockErasure, WITHOUT_ADDRESSES } from './privacy/erasure.ts';
export { holdPersonData, type PersonKeys } from './privacy/held-data.ts';
export { createQuote } from './quotes/draft-quote.ts';
export { createPriceList } from './quotes/keep-price-lists.ts';
export { createProduct } from './quotes/keep-products.ts';
export { NewQuote } from './quotes/schema/quote.ts';
export { sendQuote } from './quotes/send-quote.ts';
export {
  type BoughtProduct,
  selectBoughtProducts as listBoughtProducts,
} from './quotes/store/bought-products.ts';
export { filterReachable, filterReachablePeople, refuseBeyondReach } from './reach/reach.ts';
export {
  cleanDomain,
  HEALTH_BANDS,
  type HealthBand,
  STAGES,
  STAKEHOLDER_ROLES,
  type StakeholderRole,
  searchKey,
} from './rules.ts';
export { AccountCriteria } from './schema/criteria.ts';
export type { AccountSummary, SimilarAccount } from './store/accounts.ts';
export type { Contact } from './store/contacts.ts';
export { readCustomersSteps } from './store/first-steps.ts';
export { type MatchedAccount, selectRenewedBefore as listAccountsToRenew } from './store/match-accounts.ts';
export { type Reader, reachesAccount, reachesCustomer, reachesPerson } from './store/reach.ts';
export type { Stakeholder } from './store/stakeholders.ts';
export type { TimelineInput } from './store/timeline.ts';
export { readLeadWaits } from './store/waits.ts';
export { putTags } from './tags/import-tags.ts';
export { findStepErrors } from './task-templates/check-assignees.ts';
export type { TaskClosed } from './tasks/close-task.ts';
export { createTask } from './tasks/create-task.ts';
export {
  cancelOpenTasks,
  type FollowedTask,
  followTasks,
  reopenCanceledTasks,
} from './tasks/follow-tasks.ts';
export { appendTimeline } from './timeline/append-timeline.ts';
