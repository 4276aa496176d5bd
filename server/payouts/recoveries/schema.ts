import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';
import { PayoutText } from '../schema.ts';

const MAX_REFERENCE = 140;
const MAX_TERMS = 2_000;
const MAX_DAYS = 3_650;
const MAX_CURRENCIES = 30;

export const RECOVERY_STATES = ['open', 'repaid', 'written_off', 'canceled'] as const;
export type RecoveryState = (typeof RECOVERY_STATES)[number];

/** A balance below zero that an affiliate is asked to send back. */
export const Recovery = z.object({
  id: z.string(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  currency: z.string(),
  amountMinor: AmountMinor,
  repaidMinor: AmountMinor,
  openMinor: AmountMinor.describe('What is still to come; nothing once it has ended'),
  state: z.enum(RECOVERY_STATES),
  isByRule: z.boolean().describe('Opened by the workspace’s rule, not by a person'),
  note: z.string().nullable(),
  openedByName: z.string(),
  openedAt: z.date(),
  endedBecause: z.string().nullable(),
  endedByName: z.string().nullable(),
  endedAt: z.date().nullable(),
});
export type Recovery = z.infer<typeof Recovery>;

const Repayment = z.object({
  id: z.string(),
  amountMinor: AmountMinor,
  receivedOn: z.string().describe('A day such as 2026-03-31'),
  reference: z.string(),
  recordedByName: z.string(),
  recordedAt: z.date(),
  withdrawnByName: z.string().nullable(),
  withdrawnAt: z.date().nullable(),
});
export type Repayment = z.infer<typeof Repayment>;

/** What it is made of, and what came in. */
export const RecoveryDetail = Recovery.extend({
  entries: z
    .array(z.object({ entryId: z.string(), at: z.date(), text: z.string(), amountMinor: AmountMinor }))
    .describe('What stood on the balance that is asked back'),
  repayments: z.array(Repayment),
});
export type RecoveryDetail = z.infer<typeof RecoveryDetail>;

export const RecoveryQuery = PageQuery.extend({
  state: z.enum(RECOVERY_STATES).optional(),
  affiliateId: z.string().optional(),
  q: z.string().trim().max(MAX_REFERENCE).optional().describe('Part of the affiliate’s name'),
});
export type RecoveryQuery = z.infer<typeof RecoveryQuery>;

export const NewRecovery = z.object({
  affiliateId: z.string(),
  currency: Currency,
  note: PayoutText.optional().describe('To the affiliate'),
});
export type NewRecovery = z.infer<typeof NewRecovery>;

export const NewRepayment = z.object({
  amountMinor: AmountMinor.positive(),
  receivedOn: z.iso.date(),
  reference: z
    .string()
    .trim()
    .min(1)
    .max(MAX_REFERENCE)
    .describe('Of the movement on the bank account; told twice it counts once'),
});
export type NewRepayment = z.infer<typeof NewRepayment>;

export const RecoveryEnd = z.object({ reason: PayoutText });

/** When a balance below zero is asked back instead of being carried, and what affiliates are told. */
export const RecoveryTerms = z.object({
  howToRepay: z.string().trim().max(MAX_TERMS).describe('Told to affiliates, e.g. the account to send it to'),
  rules: z
    .array(
      z.object({
        currency: Currency,
        leastMinor: AmountMinor.positive().describe('From this amount below zero on'),
        afterDays: z.number().int().min(0).max(MAX_DAYS).describe('So many days below zero'),
      }),
    )
    .max(MAX_CURRENCIES)
    .refine(
      (rules) => new Set(rules.map(({ currency }) => currency)).size === rules.length,
      'names a currency twice',
    )
    .describe('In a currency without one it is carried into the next payout'),
});
export type RecoveryTerms = z.infer<typeof RecoveryTerms>;
export type RecoveryRule = RecoveryTerms['rules'][number];

/** What an affiliate sees of what they are asked for. */
export const OwnRecovery = RecoveryDetail.omit({
  affiliateId: true,
  affiliateName: true,
  openedByName: true,
  endedByName: true,
  isByRule: true,
  repayments: true,
}).extend({
  repayments: z.array(Repayment.pick({ id: true, amountMinor: true, receivedOn: true, reference: true })),
  howToRepay: z.string(),
});
export type OwnRecovery = z.infer<typeof OwnRecovery>;
