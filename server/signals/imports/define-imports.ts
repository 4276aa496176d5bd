import { defineChurnEventImport } from './churn-events.ts';
import { defineRetentionCostImport } from './retention-costs.ts';
import { defineSubscriptionImport } from './subscriptions.ts';
import { defineSurveyAnswerImport } from './survey-answers.ts';
import { defineTicketImport } from './tickets.ts';
import { defineUsageImport } from './usage.ts';

/** Makes the facts that this room keeps known to the import. */
export function defineSignalImports(): void {
  defineSubscriptionImport();
  defineUsageImport();
  defineTicketImport();
  defineSurveyAnswerImport();
  defineChurnEventImport();
  defineRetentionCostImport();
}
