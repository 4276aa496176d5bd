import { z } from 'zod';
import { STAGES } from '../rules.ts';
import { Text } from './account.ts';
import { Id } from './query.ts';

const MAX_ACCOUNTS = 5_000;

const ids = z.array(Id).min(1).max(MAX_ACCOUNTS);

/** Each account's own value: the shape of an undo. */
function changesOf<Value extends z.ZodType>(value: Value) {
  return z
    .array(z.object({ id: Id, value }))
    .min(1)
    .max(MAX_ACCOUNTS);
}

const OwnerId = Id.nullable();
const Channel = Text.nullable();
const Stage = z.enum(STAGES);

/** One value for many accounts (`ids` and `value`), or each account's own (`changes`). */
export const BulkChange = z.union([
  z.object({ field: z.literal('ownerId'), ids, value: OwnerId }),
  z.object({ field: z.literal('channel'), ids, value: Channel }),
  z.object({ field: z.literal('stage'), ids, value: Stage, reason: Text.optional() }),
  z.object({ field: z.literal('ownerId'), changes: changesOf(OwnerId) }),
  z.object({ field: z.literal('channel'), changes: changesOf(Channel) }),
  z.object({ field: z.literal('stage'), changes: changesOf(Stage), reason: Text.optional() }),
]);
export type BulkChange = z.infer<typeof BulkChange>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const BulkAnswer = z.object({
  changedCount: z.number(),
  undo: z
    .object({
      field: z.enum(['ownerId', 'channel', 'stage']),
      changes: z.array(z.object({ id: z.string(), value: z.string().nullable() })),
    })
    .nullable(),
});
export type BulkAnswer = z.infer<typeof BulkAnswer>;
