import { z } from 'zod';
import { anyOf, FilterText, Id, Storable } from '../schema/query.ts';
import { TAG_COLORS } from './kinds.ts';

const MAX_NAME = 40;
const MAX_NAMES = 20;
const MAX_RECORDS = 5_000;

const Color = z.enum(TAG_COLORS);

/** A word without a separator, so that files can name several in one cell. */
export const TagName = Storable.trim()
  .min(1)
  .max(MAX_NAME)
  .refine((name) => !/[;,|]/.test(name), 'must hold no comma, semicolon or bar')
  .transform((name) => name.replace(/\s+/g, ' '));

/** As a record shows it. */
export const Tag = z.object({ id: z.string(), name: z.string(), color: Color });
export type Tag = z.infer<typeof Tag>;

export const TagWithUse = Tag.extend({
  accountCount: z.number().int(),
  personCount: z.number().int(),
  dealCount: z.number().int(),
});
export type TagWithUse = z.infer<typeof TagWithUse>;

export const NewTag = z.object({ name: TagName, color: Color.optional() });
export type NewTag = z.infer<typeof NewTag>;

export const TagChange = z.object({ name: TagName, color: Color }).partial();
export type TagChange = z.infer<typeof TagChange>;

export const TagMerge = z.object({ intoId: Id });

const names = z.array(TagName).max(MAX_NAMES).default([]);
const tagIds = z
  .array(Id)
  .max(MAX_NAMES * 2)
  .default([]);

/** Words to put on and to take off many records, or what each record gets and loses: the shape of an undo. */
export const Tagging = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(MAX_RECORDS), add: names, remove: names }),
  z.strictObject({
    changes: z
      .array(z.strictObject({ id: Id, add: tagIds, remove: tagIds }))
      .min(1)
      .max(MAX_RECORDS),
  }),
]);
export type Tagging = z.infer<typeof Tagging>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const TaggingAnswer = z.object({
  changedCount: z.number().int(),
  undo: z
    .object({
      changes: z.array(z.object({ id: z.string(), add: z.array(z.string()), remove: z.array(z.string()) })),
    })
    .nullable(),
});
export type TaggingAnswer = z.infer<typeof TaggingAnswer>;

/** By the ids of tags, or by their names. */
export const tagFilters = {
  tag: anyOf(FilterText).describe('Has any of these tags'),
  tagAll: anyOf(FilterText).describe('Has all of these tags'),
  tagNone: anyOf(FilterText).describe('Has none of these tags'),
};
export interface TagFilters {
  tag?: string[];
  tagAll?: string[];
  tagNone?: string[];
}
