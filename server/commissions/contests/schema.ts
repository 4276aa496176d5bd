import { z } from 'zod';

const MAX_NAME = 100;
const MAX_PLACES = 10;
const MAX_WAIT_DAYS = 365;
const DEFAULT_WAIT_DAYS = 30;
const MAX_MINOR = 1_000_000_000_000;

/** Kept sales, what is kept of their amount, or customers whose first kept sale of all it was. */
export const CONTEST_MEASURES = ['sales', 'revenue', 'customers'] as const;

const Amount = z.int().positive().max(MAX_MINOR);

/** What staff decide of a contest; its days are the workspace's, the last one included. */
export const ContestInput = z
  .object({
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
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], message: 'ends before it begins' });
export type ContestInput = z.infer<typeof ContestInput>;

export interface Contest extends ContestInput {
  id: string;
  createdAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
}
