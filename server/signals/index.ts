/** The door of the signals room: facts about customers. */

export { listConnections } from './billing/connections.ts';
export {
  type HistoryPage,
  HistoryPaused,
  HistoryRefused,
  onBillingHistory,
} from './billing/fetch-history.ts';
export {
  findConnection,
  type ReceivedEvent,
  receiveEvent,
  refuseDelivery,
} from './billing/receive-event.ts';
export { onBillingEvent, type Settlement } from './billing/settle-event.ts';
export { type Calendar, readCalendar } from './calendar.ts';
export { findDesk, receiveDelivery, refuseDeskDelivery } from './desks/receive-delivery.ts';
export { recordChurnEvents } from './facts/record-churn-events.ts';
export { recordCosts } from './facts/record-costs.ts';
export { recordSubscriptions } from './facts/record-subscriptions.ts';
export { recordSurveyAnswers } from './facts/record-survey-answers.ts';
export { recordTickets } from './facts/record-tickets.ts';
export { recordUsage } from './facts/record-usage.ts';
export { listAccountFacts } from './figures/list-account-facts.ts';
export { listExpansions } from './figures/list-expansions.ts';
export { findNewestFactAt } from './figures/newest-fact.ts';
export type { Message } from './intake/message.ts';
export { IntakeFull, takeMessages } from './intake/take-messages.ts';
export { monthlyAmount } from './rules/mrr.ts';
export { wilsonInterval } from './rules/satisfaction.ts';
export { BACKFILL_STAGES, type BackfillStage } from './schema/backfill.ts';
export type { BillingKind } from './schema/billing.ts';
export type { DeskDelivery, DeskKind, TicketTelling } from './schema/desk.ts';
export type { AccountFacts } from './schema/facts.ts';
export type {
  ChurnEventInput,
  CostInput,
  SubscriptionInput,
  SurveyAnswerInput,
  TicketInput,
  UsageInput,
} from './schema/inputs.ts';
export type { GivenAnswer } from './schema/survey.ts';
export { createSource } from './sources/create-source.ts';
export { findSource } from './sources/find-source.ts';
export { type StoredEvent, selectEventsOf } from './store/billing-events.ts';
export { readSignalsSteps } from './store/first-steps.ts';
export { selectSources as listSources } from './store/sources.ts';
export { selectPromoters as findPromoters } from './store/surveys/answers.ts';
export { ensureUsageMonths } from './store/usage.ts';
export type { SurveyAnswered } from './surveys/answer-survey.ts';
export { createSurvey } from './surveys/keep-surveys.ts';
export { recordWave } from './surveys/record-wave.ts';
export { isDrawn, languageOf } from './surveys/rules.ts';
export { eachAnswer } from './surveys/view-waves.ts';
