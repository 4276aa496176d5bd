import { z } from 'zod';

const Moment = z.date().nullable();

/** What has arrived so far, so that somebody who is connecting their site sees whether it works. */
export const ConnectionCheck = z.object({
  /** Where this installation is reached: what goes into scripts and calls. */
  publicUrl: z.string(),
  /** The newest click of a person; programs are left out. */
  click: z.object({ at: z.date(), linkUrl: z.string(), affiliateName: z.string().nullable() }).nullable(),
  /** The lead that arrived last. */
  lead: z
    .object({ at: z.date(), customerExternalId: z.string(), affiliateName: z.string().nullable() })
    .nullable(),
  /** The sale that arrived last. */
  sale: z
    .object({
      at: z.date(),
      customerExternalId: z.string(),
      affiliateName: z.string().nullable(),
      amountMinor: z.number(),
      currency: z.string(),
    })
    .nullable(),
  /** When each way was last heard of; null is never. */
  heard: z.object({
    publishableKey: Moment,
    secretKey: Moment,
    billing: Moment,
    source: Moment,
    postback: Moment,
    pixel: Moment,
  }),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;
