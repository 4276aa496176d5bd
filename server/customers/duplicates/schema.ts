import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Merge, RecordKind } from '../merges/schema.ts';
import { ExternalId, Text } from '../schema/account.ts';
import { FilterText, Flag, Id } from '../schema/query.ts';
import { REASONS } from './rules.ts';

const MAX_PAIRS = 100;

const ReasonInWords = z.object({ code: z.enum(REASONS), text: z.string() });

const Side = z.object({
  id: z.string(),
  name: z.string(),
  /** Domain, e-mail address or telephone number. */
  detail: z.string().nullable(),
  createdAt: z.date(),
});

/** Two records that may be one. */
export const Duplicate = z.object({
  id: z.string(),
  object: RecordKind,
  first: Side,
  second: Side,
  /** 1 to 100. */
  score: z.number(),
  /** The same address, or the same domain and name: sure enough to be merged without a look. */
  isSure: z.boolean(),
  reasons: z.array(ReasonInWords),
  /** Which of the two would better stay: the one with an external id, else the older. */
  suggestedKeptId: z.string(),
  foundAt: z.date(),
  dismissedAt: z.date().nullable(),
  dismissedBy: z.string().nullable(),
});
export type Duplicate = z.infer<typeof Duplicate>;

export const DuplicateQuery = PageQuery.extend({
  object: RecordKind.default('account'),
  q: FilterText.optional().describe('Part of a name, address or external id of either'),
  isSure: Flag,
  isDismissed: Flag,
  importId: Id.optional().describe('Pairs of which a record came into being while this import ran'),
});
export type DuplicateQuery = z.infer<typeof DuplicateQuery>;

/** What is known of a record that somebody is about to enter. */
export const LikelyQuery = z.object({
  object: RecordKind,
  name: Text.optional(),
  email: Text.optional(),
  phone: Text.optional(),
  domain: ExternalId.optional(),
  accountId: Id.optional(),
});
export type LikelyQuery = z.infer<typeof LikelyQuery>;

/** A record that is there already, and may be the one. */
export const Likely = z.object({
  id: z.string(),
  name: z.string(),
  detail: z.string().nullable(),
  score: z.number(),
  isSure: z.boolean(),
  reasons: z.array(ReasonInWords),
});
export type Likely = z.infer<typeof Likely>;

export const PairIds = z.object({ pairIds: z.array(Id).min(1).max(MAX_PAIRS) });

/** Each pair by itself: one that cannot be merged does not stop the others. */
export const BulkMerged = z.object({
  merges: z.array(Merge),
  failed: z.array(z.object({ pairId: z.string(), code: z.string(), detail: z.string() })),
});
export type BulkMerged = z.infer<typeof BulkMerged>;
