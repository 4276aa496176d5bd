import { z } from 'zod';
import { Cap } from './link.ts';

/** How many clicks may count, and how many do. */
export const ClickCap = z.object({
  offerId: z.string(),
  affiliateId: z.string().nullable().describe('Null is all affiliates of the offer together'),
  perDay: z.number().int().nullable(),
  perMonth: z.number().int().nullable(),
  /** Counted ones, in the workspace's time zone. */
  today: z.number().int(),
  thisMonth: z.number().int(),
  /** Came past a cap this month. */
  overCap: z.number().int(),
});
export type ClickCap = z.infer<typeof ClickCap>;

export const ClickCapChange = z
  .object({
    offerId: z.string(),
    affiliateId: z.string().nullish(),
    perDay: Cap.nullable(),
    perMonth: Cap.nullable(),
  })
  .describe('Without both, there is no cap any more');
export type ClickCapChange = z.infer<typeof ClickCapChange>;
