import { z } from 'zod';

const MAX_NAME = 100;
const MAX_PLACES = 10;
const MAX_WAIT_DAYS = 365;
const DEFAULT_WAIT_DAYS = 30;
const MAX_MINOR = 1_000_000_000_000;

/** Kept sales, what is kept of their amount, or customers whose first kept sale of all it was. */
export const CONTEST_MEASURES = ['sales', 'revenue', 'customers'] as const;

const Amount = z.int().positive().max(MAX_MINOR);

const ContestTerms = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  offerId: z.string().nullable().default(null),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  measure: z.enum(CONTEST_MEASURES),
  currency: z.string().regex(/^[A-Z]{3}$/),
  prizesMinor: z.array(Amount).min(1).max(MAX_PLACES),
  leastFigure: Amount.nullable().default(null),
  waitDays: z.int().min(0).max(MAX_WAIT_DAYS).default(DEFAULT_WAIT_DAYS),
  showsNames: z.boolean().default(false),
});

/** What staff decide of a contest; its days are the workspace's, the last one included. */
export const ContestInput = ContestTerms.refine(({ fromDay, toDay }) => fromDay <= toDay, {
  path: ['toDay'],
  message: 'ends before it begins',
});
export type ContestInput = z.infer<typeof ContestInput>;

export const CONTEST_STATES = ['planned', 'running', 'waiting', 'closed', 'cancelled'] as const;

export const ContestCancellation = z.object({ reason: z.string().trim().min(1).max(500) });

/** One who takes part, by merit. */
export const ContestEntrant = z.object({
  name: z.string(),
  figure: z.number().describe('Sales, customers, or minor units of the contest’s currency'),
  place: z.number().nullable().describe('Null for whoever takes none: not active, or below the least figure'),
  prizeMinor: z.number(),
});

const ContestFacts = ContestTerms.extend({
  id: z.string(),
  createdAt: z.date(),
  closedAt: z.date().nullable(),
  cancelledAt: z.date().nullable(),
  cancelReason: z.string().nullable(),
  state: z.enum(CONTEST_STATES),
});

/** As staff see it: who leads now, or how it ended. */
export const ContestView = ContestFacts.extend({
  entrants: z.array(ContestEntrant.extend({ affiliateId: z.string() })),
});
export type ContestView = z.infer<typeof ContestView>;

/** As an affiliate sees it: their own place, and the first ones, by name only where the contest says so. */
export const OwnContest = z.object({
  ...ContestFacts.pick({ id: true, name: true, state: true, fromDay: true, toDay: true, measure: true })
    .shape,
  ...ContestFacts.pick({ currency: true, prizesMinor: true, leastFigure: true, waitDays: true }).shape,
  own: ContestEntrant.nullable(),
  toNext: z.number().nullable().describe('What is missing to the figure of the next better place'),
  leaders: z.array(ContestEntrant.extend({ isOwn: z.boolean() })),
});
export type OwnContest = z.infer<typeof OwnContest>;

export interface Contest extends ContestInput {
  id: string;
  createdAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
}
