import { z } from 'zod';
import { LinkChange, LinkQuery } from './link.ts';

const MAX_CHARACTERS = 2_000_000;
const MAX_LINKS = 500;

/** A table with a header: affiliate, offer, key, domain, destination, external id, expires. */
export const LinkFile = z.object({ content: z.string().min(1).max(MAX_CHARACTERS) });

const LinkFileRow = z.object({
  line: z.number().int(),
  /** As the file names them. */
  affiliate: z.string(),
  outcome: z.enum(['new', 'known', 'refused']),
  url: z.string().nullable(),
  errors: z.array(z.string()),
});
export type LinkFileRow = z.infer<typeof LinkFileRow>;

export const LinkFileAnswer = z.object({
  newCount: z.number().int(),
  knownCount: z.number().int(),
  refusedCount: z.number().int(),
  rows: z.array(LinkFileRow),
});
export type LinkFileAnswer = z.infer<typeof LinkFileAnswer>;

export const LinksChange = z.object({
  ids: z.array(z.string()).min(1).max(MAX_LINKS),
  change: LinkChange.pick({ status: true, expiresAt: true, expiredUrl: true, destinationUrl: true }),
});
export type LinksChange = z.infer<typeof LinksChange>;

export const LinksChangeAnswer = z.object({ changedCount: z.number().int() });

export const LinkExportQuery = LinkQuery.omit({ limit: true, cursor: true });
export type LinkExportQuery = z.infer<typeof LinkExportQuery>;
