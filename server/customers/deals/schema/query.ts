import { z } from 'zod';
import { PageQuery } from '../../../core/page.ts';
import { anyOf, FilterText, Flag, Id } from '../../schema/query.ts';
import { tagFilters } from '../../tags/schema.ts';
import { DEAL_SORTS, DEAL_STATES } from '../kinds.ts';
import { Deal } from './deal.ts';

const MAX_DEALS = 5_000;
const Day = z.iso.date();

/** `none` stands for deals where the field is empty. */
export const DealFilters = z.object({
  q: FilterText.optional().describe('Part of the name, of the account’s, or of the external id'),
  pipelineId: FilterText.optional(),
  stageId: anyOf(FilterText),
  state: anyOf(z.enum(DEAL_STATES)),
  ownerId: anyOf(FilterText),
  accountId: FilterText.optional(),
  personId: FilterText.optional().describe('Who takes part in the deal'),
  channel: anyOf(FilterText),
  lossReasonId: anyOf(FilterText),
  currency: anyOf(FilterText),
  expectedFrom: Day.optional(),
  expectedTo: Day.optional(),
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  minAmountMinor: z.coerce.number().int().optional(),
  maxAmountMinor: z.coerce.number().int().optional(),
  isStale: Flag,
  isSlipping: Flag,
  hasNextStep: Flag,
  hasRegistration: Flag,
  registrationId: FilterText.optional(),
  ...tagFilters,
});
export type DealFilters = z.infer<typeof DealFilters>;

export const DealQuery = DealFilters.extend({
  ...PageQuery.shape,
  sort: z.enum(DEAL_SORTS).default('expectedOn'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});
export type DealQuery = z.infer<typeof DealQuery>;

export const BoardQuery = DealFilters.omit({ stageId: true, state: true });
export type BoardQuery = z.infer<typeof BoardQuery>;

export const DealSum = z.object({
  currency: z.string(),
  count: z.number().int(),
  amountMinor: z.number(),
  weightedMinor: z.number(),
});
export type DealSum = z.infer<typeof DealSum>;

/** Currencies are never added together. Won and lost deals are those of the last thirty days. */
export const Board = z.object({
  pipelineId: z.string(),
  columns: z.array(
    z.object({
      stageId: z.string(),
      count: z.number().int(),
      sums: z.array(DealSum),
      deals: z.array(Deal).describe('The first fifty, the soonest expected first'),
    }),
  ),
});
export type Board = z.infer<typeof Board>;

const ids = z.array(Id).min(1).max(MAX_DEALS);

/** Each deal's own value: the shape of an undo. */
function changesOf<Value extends z.ZodType>(value: Value) {
  return z
    .array(z.object({ id: Id, value }))
    .min(1)
    .max(MAX_DEALS);
}

/** One value for many deals (`ids` and `value`), or each deal's own (`changes`). */
export const DealsChange = z.union([
  z.object({ field: z.literal('stageId'), ids, value: Id }),
  z.object({ field: z.literal('ownerId'), ids, value: Id.nullable() }),
  z.object({ field: z.literal('isDeleted'), ids, value: z.boolean() }),
  z.object({ field: z.literal('stageId'), changes: changesOf(Id) }),
  z.object({ field: z.literal('ownerId'), changes: changesOf(Id.nullable()) }),
  z.object({ field: z.literal('isDeleted'), changes: changesOf(z.boolean()) }),
]);
export type DealsChange = z.infer<typeof DealsChange>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const DealsAnswer = z.object({
  changedCount: z.number(),
  undo: z
    .object({
      field: z.enum(['stageId', 'ownerId', 'isDeleted']),
      changes: z.array(z.object({ id: z.string(), value: z.union([z.string(), z.boolean(), z.null()]) })),
    })
    .nullable(),
});
export type DealsAnswer = z.infer<typeof DealsAnswer>;
