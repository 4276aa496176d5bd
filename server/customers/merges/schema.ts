import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { FieldValue } from '../fields/schema.ts';
import { Id } from '../schema/query.ts';
import { RECORD_OBJECTS } from './held-ids.ts';

export const RecordKind = z.enum(RECORD_OBJECTS);

/** From which of the two records the one that stays takes a field. */
const Side = z.enum(['kept', 'merged']);
export type Side = z.infer<typeof Side>;

export const ACCOUNT_FIELDS = [
  ...([
    'name',
    'domain',
    'externalId',
    'industry',
    'country',
    'planTier',
    'seats',
    'channel',
    'stage',
  ] as const),
  ...(['ownerId', 'signedUpAt', 'onboardedAt'] as const),
] as const;
export const PERSON_FIELDS = [
  ...(['name', 'email', 'externalId', 'phone', 'title', 'country', 'accountId', 'channel', 'stage'] as const),
  'ownerId',
] as const;

const MergeField = z.enum([...new Set([...ACCOUNT_FIELDS, ...PERSON_FIELDS])]);
export type MergeField = z.infer<typeof MergeField>;

/** A field of the workspace's own, by its key. */
const CustomField = z.templateLiteral(['fields.', z.string()]);
export type CustomField = z.infer<typeof CustomField>;

export const Choices = z.partialRecord(z.union([MergeField, CustomField]), Side);
export type Choices = z.infer<typeof Choices>;

const pair = { object: RecordKind, keptId: Id, mergedId: Id };
export const MergePair = z.object(pair);
export type MergePair = z.infer<typeof MergePair>;

/** A field without a choice is taken as the preview suggests. */
export const NewMerge = z.object({ ...pair, choices: Choices.default({}) });
export type NewMerge = z.input<typeof NewMerge>;

export const Merge = z.object({
  id: z.string(),
  object: RecordKind,
  keptId: z.string(),
  keptName: z.string(),
  mergedId: z.string(),
  mergedName: z.string(),
  mergedAt: z.date(),
  mergedBy: z.string(),
  undoUntil: z.date(),
  undoneAt: z.date().nullable(),
  undoneBy: z.string().nullable(),
  /** Not undone yet, and not too late. */
  canUndo: z.boolean(),
});
export type Merge = z.infer<typeof Merge>;

export const MergeQuery = PageQuery.extend({ object: RecordKind.optional(), recordId: Id.optional() });
export type MergeQuery = z.infer<typeof MergeQuery>;

const Value = z.union([z.string(), z.number(), z.date(), z.boolean(), FieldValue]).nullable();

/** Both values of every field beside each other, with the one that is suggested. */
export const MergePreview = z.object({
  kept: z.object({ id: z.string(), name: z.string(), createdAt: z.date(), updatedAt: z.date() }),
  merged: z.object({ id: z.string(), name: z.string(), createdAt: z.date(), updatedAt: z.date() }),
  fields: z.array(
    z.object({
      field: z.union([MergeField, CustomField]),
      /** Of a field of the workspace's own; others are named by the catalog. */
      name: z.string().nullable(),
      kept: Value,
      merged: Value,
      /** What is shown for an id: the name of the owner or the account. */
      keptText: z.string().nullable(),
      mergedText: z.string().nullable(),
      isSame: z.boolean(),
      suggested: Side,
    }),
  ),
});
export type MergePreview = z.infer<typeof MergePreview>;
