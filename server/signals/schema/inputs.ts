/** A calendar day in the workspace's time zone, `YYYY-MM-DD`. */
export type Day = string;

/** Names an account by our id or by the sender's. One of the two is needed. */
export interface AccountReference {
  accountId?: string;
  accountExternalId?: string;
}

/** Names a person, where one is known: by our id, the sender's id or the e-mail address. */
export interface PersonReference {
  personId?: string;
  personExternalId?: string;
  personEmail?: string;
}

export const BILLING_PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type BillingPeriod = (typeof BILLING_PERIODS)[number];

export interface SubscriptionInput extends AccountReference {
  /** Without one, account, plan and first day together identify the subscription. */
  externalId?: string;
  plan?: string;
  seats?: number;
  /** Normalized to a month, discounts applied, one-offs out. Counts as nothing while `isTrial`. */
  mrrMinor: number;
  currency: string;
  startedOn: Day;
  /** The first day on which it is no longer active. */
  endedOn?: Day;
  isTrial?: boolean;
  billingPeriod?: BillingPeriod;
  renews?: boolean;
  hasUpgraded?: boolean;
  hasDowngraded?: boolean;
  /** The first day of these terms. Without it, the present terms are corrected instead of followed by new ones. */
  changedOn?: Day;
}

export interface UsageInput extends AccountReference, PersonReference {
  /** Without one, account, person, feature and day together identify the row. */
  externalId?: string;
  /** Names the account by one of its subscriptions. */
  subscriptionExternalId?: string;
  feature: string;
  /** One of `day` and `occurredAt` is needed. */
  day?: Day;
  occurredAt?: Date;
  /** How many times; 1 by default. */
  quantity?: number;
  durationSeconds?: number;
  errorCount?: number;
}

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export interface TicketInput extends AccountReference, PersonReference {
  /** Without one, account, opening time and subject together identify the ticket. */
  externalId?: string;
  subject?: string;
  priority?: TicketPriority;
  openedAt: Date;
  /** Null: it is open again. */
  closedAt?: Date | null;
  firstResponseMinutes?: number;
  /** How often it was opened again after it was closed. */
  reopenCount?: number;
  isEscalated?: boolean;
  /** 1 to 5; becomes a CSAT answer about this ticket. */
  satisfactionScore?: number;
  satisfactionComment?: string;
}

export const SURVEY_KINDS = ['nps', 'csat', 'ces'] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];

export interface SurveyAnswerInput extends AccountReference, PersonReference {
  externalId?: string;
  kind: SurveyKind;
  /** The survey, where it is one that is sent from here; then `kind` is its kind, and `survey` is not read. */
  surveyId?: string;
  /** The survey's name; by default NPS, CSAT or CES. */
  survey?: string;
  /** The round of asking; by default the calendar quarter of the answer. One answer a person and wave counts. */
  wave?: string;
  /** As whom the answer counts, where that is known better than by the person, who may be another one since a merge. */
  respondent?: string;
  /** 0 to 10 for NPS, 1 to 5 for CSAT, 1 to 7 for CES. */
  score: number;
  comment?: string;
  answeredAt: Date;
}

export interface ChurnEventInput extends AccountReference {
  /** Without one, account and day together identify the event. */
  externalId?: string;
  churnedOn: Day;
  reason?: string;
  comment?: string;
  refundMinor?: number;
  currency?: string;
  /** The customer came back on that day instead. */
  isReactivation?: boolean;
}

/** How costs spent on all customers are shared among them. */
export const COST_SHARINGS = ['time', 'even'] as const;
export type CostSharing = (typeof COST_SHARINGS)[number];

export const COST_KINDS = ['people', 'tools', 'programs'] as const;
export type CostKind = (typeof COST_KINDS)[number];

export interface CostInput {
  /** Without one, kind, name and first month together identify the entry. */
  externalId?: string;
  kind: CostKind;
  name: string;
  amountMinor: number;
  currency: string;
  /** Any day of the first month. */
  firstMonth: Day;
  /** Over how many months the amount is spread evenly; 1 by default. */
  months?: number;
  /** The accounts it was spent on; none means all paying customers evenly. */
  accountIds?: string[];
  accountExternalIds?: string[];
}
