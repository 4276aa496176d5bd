import { z } from 'zod';

const MAX_URL = 2_000;
const MAX_LINKS = 100;

/** What would change where a visitor goes or what they see, and is not offered: refused, never passed over. */
const notOffered = z.literal(false, { error: 'is not offered here' }).nullish();

/** What only decorates a link is taken and not kept: the answer says null. */
const decoration = z.unknown().optional();

const linkFields = {
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  archived: z.boolean().optional(),
  trackConversion: z.boolean().optional(),
  externalId: notOffered,
  expiredUrl: notOffered,
  password: notOffered,
  proxy: notOffered,
  rewrite: notOffered,
  ios: notOffered,
  android: notOffered,
  geo: notOffered,
  testVariants: notOffered,
  title: decoration,
  description: decoration,
  comments: decoration,
};

const Key = z.string().min(1).max(64);
const Url = z.string().min(1).max(MAX_URL);

export const NewWireLink = z.object({
  url: Url,
  domain: z.string().max(253).optional(),
  key: Key.optional(),
  partnerId: z.string().nullish(),
  tenantId: z.string().nullish(),
  programId: z.string().nullish(),
  ...linkFields,
});
export type NewWireLink = z.infer<typeof NewWireLink>;

export const WireLinkChange = z.object({
  url: Url.optional(),
  key: Key.optional(),
  ...linkFields,
});
export type WireLinkChange = z.infer<typeof WireLinkChange>;

/** Each is made or refused on its own, so that one bad link does not lose the others. */
export const NewWireLinks = z.array(z.unknown()).min(1).max(MAX_LINKS);

export const WireLinksChange = z.object({
  linkIds: z.array(z.string()).min(1).max(MAX_LINKS),
  data: WireLinkChange.omit({ key: true }),
});
export type WireLinksChange = z.infer<typeof WireLinksChange>;

/** Ids in one parameter, separated by commas. */
export const WireLinkIds = z.object({ linkIds: z.string().max(10_000) });

/** A filter that is not offered is refused: an answer to another question would mislead. */
export const WireLinkQuery = z.strictObject({
  domain: z.string().optional(),
  tenantId: z.string().optional(),
  partnerId: z.string().optional(),
  programId: z.string().optional(),
  showArchived: z.stringbool().default(false),
  withTags: z.stringbool().default(false),
  startingAfter: z.string().optional(),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
});
export type WireLinkQuery = z.infer<typeof WireLinkQuery>;

export const WireLinkKey = z.object({
  domain: z.string().optional(),
  key: z.string().optional(),
  linkId: z.string().optional(),
});
export type WireLinkKey = z.infer<typeof WireLinkKey>;
