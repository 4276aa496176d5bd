import { z } from 'zod';
import { COMMISSION_KINDS, COMMISSION_STATES } from '../commissions/index.ts';
import { AmountMinor } from '../core/money.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { RULE_CODES } from './rules/settings.ts';

const MAX_TEXT = 1_000;
const MAX_DOMAINS = 5_000;
const MAX_CASES = 100;
const MAX_WINDOW_DAYS = 365;

export const CASE_STATES = ['open', 'watching', 'approved', 'rejected'] as const;
export type CaseState = (typeof CASE_STATES)[number];

const Rule = z.enum(RULE_CODES);

/** What a rule has found: a catalog key, its values, and the sentence in the reader's language. */
export const FindingView = z.object({
  id: z.string(),
  rule: Rule,
  code: z.string(),
  values: z.record(z.string(), z.unknown()).describe('The inputs of the latest evidence'),
  text: z.string(),
  foundAt: z.date(),
  customerCount: z.number().int(),
  evidence: z
    .array(z.object({ at: z.string(), text: z.string() }))
    .describe('Everything that it has shown, the latest first'),
});
export type FindingView = z.infer<typeof FindingView>;

const Stake = z.object({ currency: z.string(), amountMinor: AmountMinor });

export const FraudCase = z.object({
  id: z.string(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  state: z.enum(CASE_STATES),
  isHolding: z.boolean().describe('Its commissions are not payable meanwhile'),
  openedAt: z.date(),
  foundAt: z.date().describe('Of the latest evidence'),
  decidedAt: z.date().nullable(),
  reasons: z.array(z.object({ rule: Rule, code: z.string(), text: z.string() })),
  commissionCount: z.number().int(),
  stake: z.array(Stake).describe('Commission that it concerns and that is not paid'),
});
export type FraudCase = z.infer<typeof FraudCase>;

export const CaseQuery = PageQuery.extend({
  state: z.enum(CASE_STATES).optional(),
  rule: Rule.optional(),
  affiliateId: z.string().optional(),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

export const CasePage = pageOf(FraudCase);

export const Decision = z.object({
  id: z.string(),
  decision: z.enum(['approved', 'rejected', 'watching']),
  reason: z.string().nullable(),
  note: z.string().nullable().describe('What the affiliate was told beside the outcome'),
  decidedByName: z.string(),
  decidedAt: z.date(),
  undoneByName: z.string().nullable(),
  undoneAt: z.date().nullable(),
});
export type Decision = z.infer<typeof Decision>;

const CaseCommission = z.object({
  id: z.string(),
  kind: z.enum(COMMISSION_KINDS),
  saleId: z.string().nullable(),
  saleExternalId: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  keptMinor: AmountMinor,
  waitingMinor: AmountMinor,
  currency: z.string(),
  state: z.enum(COMMISSION_STATES),
  soldAt: z.date(),
  releaseAt: z.date().describe('Without the hold it is payable from then on'),
  heldSince: z.date().nullable(),
});

export const CaseDetail = FraudCase.extend({
  affiliateEmail: z.string(),
  findings: z.array(FindingView),
  commissions: z.array(CaseCommission),
  decisions: z.array(Decision).describe('The latest first'),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** A rejection says why; watching says whether the commissions stay held. */
export const CaseDecision = z
  .object({
    decision: z.enum(['approved', 'rejected', 'watching']),
    reason: z.string().trim().max(MAX_TEXT).optional(),
    note: z.string().trim().max(MAX_TEXT).optional(),
    isHolding: z.boolean().default(true).describe('While it is watched'),
  })
  .refine(({ decision, reason }) => decision !== 'rejected' || Boolean(reason), {
    path: ['reason'],
    message: 'is needed where commissions are taken back',
  });
export type CaseDecision = z.infer<typeof CaseDecision>;

export const BulkDecision = z.object({
  caseIds: z.array(z.string()).min(1).max(MAX_CASES),
  decision: CaseDecision,
});
export type BulkDecision = z.infer<typeof BulkDecision>;

export const BulkOutcome = z.object({
  decided: z.array(z.string()),
  refused: z.array(z.object({ caseId: z.string(), code: z.string(), text: z.string() })),
});
export type BulkOutcome = z.infer<typeof BulkOutcome>;

export const Examination = z.object({
  id: z.string(),
  askedByName: z.string().nullable().describe('Null for the one of the night'),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  affiliateCount: z.number().int().nullable().describe('Null until it is known'),
  doneCount: z.number().int(),
  findingCount: z.number().int().describe('New ones, or with new evidence'),
});
export type Examination = z.infer<typeof Examination>;

/** How often people agreed with a rule: the share of decided cases that were rejected, with its 95 % interval. */
export const RulePrecision = z.object({
  rule: Rule,
  isOn: z.boolean(),
  cases: z.number().int(),
  decided: z.number().int(),
  rejected: z.number().int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type RulePrecision = z.infer<typeof RulePrecision>;

export const FraudSummary = z.object({
  open: z.number().int(),
  watching: z.number().int(),
  approved: z.number().int(),
  rejected: z.number().int(),
  rules: z.array(RulePrecision),
  repeatedSales: z.number().int().describe('Refused by their order id in the last 30 days'),
  examination: Examination.nullable(),
});
export type FraudSummary = z.infer<typeof FraudSummary>;

const RuleSettings = z.object({ isOn: z.boolean(), thresholds: z.record(z.string(), z.number()) });
const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain such as mail.example');

export const SettingsChange = z.object({
  rules: z.record(Rule, RuleSettings),
  freeDomains: z.array(Domain).max(MAX_DOMAINS),
  disposableDomains: z.array(Domain).max(MAX_DOMAINS),
  windowDays: z.number().int().min(7).max(MAX_WINDOW_DAYS).describe('How far back it is looked'),
  falseDiscoveryRate: z.number().min(0.0001).max(0.2).describe('Of the statistical rules'),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

const Limits = z.object({ preset: z.number(), min: z.number(), max: z.number() });

export const SettingsView = SettingsChange.extend({
  limits: z.record(Rule, z.record(z.string(), Limits)),
  updatedByName: z.string().nullable().describe('Null while the defaults hold'),
  updatedAt: z.date().nullable(),
});
export type SettingsView = z.infer<typeof SettingsView>;
