import { z } from 'zod';
import { pageOf } from '../core/page.ts';
import { PLATFORM_KEYS } from './platforms/platforms.ts';

const MAX_ID = 100;
const MAX_HOST = 253;

const PlatformKey = z.enum(PLATFORM_KEYS);

export const Takeover = z.object({
  id: z.string(),
  platform: PlatformKey,
  offerId: z.string(),
  importId: z.string(),
  /** A link domain that serves the old short links too. */
  domain: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.date(),
  undoneAt: z.date().nullable(),
  undoneByName: z.string().nullable(),
});
export type Takeover = z.infer<typeof Takeover>;

export const TakeoverView = Takeover.extend({
  platformName: z.string(),
  /** What was made here; what was here before is not counted. */
  made: z.object({
    affiliates: z.number(),
    links: z.number(),
    customers: z.number(),
    commissions: z.number(),
  }),
});
export type TakeoverView = z.infer<typeof TakeoverView>;

export const TakeoverPage = pageOf(TakeoverView);

/** Made of an import whose family is the platform, before it runs. */
export const NewTakeover = z.object({
  importId: z.string().max(MAX_ID),
  /** The offer for which the codes and customers go on. */
  offerId: z.string().max(MAX_ID),
  domain: z.string().trim().toLowerCase().max(MAX_HOST).nullish(),
});
export type NewTakeover = z.infer<typeof NewTakeover>;

export const PlatformView = z.object({
  key: PlatformKey,
  name: z.string(),
  /** Plain words of the files that each kind of record is known by. */
  files: z.object({
    affiliates: z.array(z.string()),
    links: z.array(z.string()),
    customers: z.array(z.string()),
    commissions: z.array(z.string()),
  }),
});
export type PlatformView = z.infer<typeof PlatformView>;
