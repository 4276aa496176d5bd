import { z } from 'zod';
import { ExternalId } from '../schema/account.ts';
import { Moment, Storable } from '../schema/query.ts';
import { BASES, CHANNELS, EVERYTHING, PURPOSES, SOURCES } from './kinds.ts';

const MAX_EVIDENCE = 2_000;

const AnyPurpose = z.enum([EVERYTHING, ...PURPOSES]);

export const Consent = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  purpose: AnyPurpose,
  channel: z.enum(CHANNELS),
  isGranted: z.boolean(),
  basis: z.enum(BASES),
  source: z.enum(SOURCES),
  evidence: z.string().nullable(),
  at: z.date(),
  recordedAt: z.date(),
  recordedByName: z.string(),
});
export type Consent = z.infer<typeof Consent>;

/** What holds now for a purpose by a channel, and what says so; nothing was said where `because` is null. */
export const ConsentState = z.object({
  purpose: z.enum(PURPOSES),
  channel: z.enum(CHANNELS),
  isGranted: z.boolean().nullable(),
  because: Consent.nullable(),
});
export type ConsentState = z.infer<typeof ConsentState>;

export const ConsentView = z.object({
  states: z.array(ConsentState),
  history: z.array(Consent),
  preferencesUrl: z
    .string()
    .nullable()
    .describe('The person’s own page, for those who may record what people say: it speaks as the person'),
});
export type ConsentView = z.infer<typeof ConsentView>;

export const NewConsent = z
  .object({
    externalId: ExternalId.optional(),
    purpose: AnyPurpose,
    channel: z.enum(CHANNELS).default('email'),
    isGranted: z.boolean(),
    basis: z.enum(BASES).default('consent'),
    source: z.enum(['form', 'api', 'staff']).default('staff'),
    evidence: Storable.trim().min(1).max(MAX_EVIDENCE).nullable().default(null),
    /** When it was said; now where it is absent. */
    at: Moment.optional(),
  })
  .refine(({ purpose, isGranted }) => purpose !== EVERYTHING || !isGranted, {
    path: ['isGranted'],
    error: 'must be false: everything is refused alone, and agreed to one by one',
  });
export type NewConsent = z.infer<typeof NewConsent>;

/** A person's own page, which shows no more of them than they need to know that it is theirs. */
export const Preferences = z.object({
  company: z.string(),
  maskedEmail: z.string().nullable(),
  choices: z.array(z.object({ purpose: z.enum(PURPOSES), isGranted: z.boolean().nullable() })),
});
export type Preferences = z.infer<typeof Preferences>;

/** What is absent stays; `nothing` refuses everything. */
export const PreferenceChoices = z.object({
  choices: z.partialRecord(z.enum(PURPOSES), z.boolean()).default({}),
  nothing: z.boolean().default(false),
});
export type PreferenceChoices = z.infer<typeof PreferenceChoices>;
