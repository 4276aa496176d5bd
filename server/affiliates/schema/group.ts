import { z } from 'zod';

const MAX_NAME = 80;
const MAX_AFFILIATES = 5_000;

const Id = z.string().min(1).max(100);
const Ids = z.array(Id).min(1).max(MAX_AFFILIATES);

export const GroupName = z.object({ name: z.string().trim().min(1).max(MAX_NAME) });
export type GroupName = z.infer<typeof GroupName>;

/** A name under which staff keep affiliates together. */
export const AffiliateGroup = z.object({ id: z.string(), name: z.string(), createdAt: z.date() });
export type AffiliateGroup = z.infer<typeof AffiliateGroup>;

export const GroupView = AffiliateGroup.extend({ affiliateCount: z.number().int() });
export type GroupView = z.infer<typeof GroupView>;

/** What a removed group was, to bring it back by. */
export const RemovedGroup = z.object({ name: z.string(), affiliateIds: z.array(z.string()) });
export type RemovedGroup = z.infer<typeof RemovedGroup>;

const GroupId = Id.nullable().describe('Null is no group');

const Moves = z
  .array(z.object({ id: Id, groupId: GroupId }))
  .min(1)
  .max(MAX_AFFILIATES);

/** One group for many affiliates (`ids` and `groupId`), or each affiliate's own (`changes`). */
export const GroupAssignment = z.union([
  z.object({ ids: Ids, groupId: GroupId }),
  z.object({ changes: Moves }),
]);
export type GroupAssignment = z.infer<typeof GroupAssignment>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const GroupAssigned = z.object({
  changedCount: z.number().int(),
  undo: z
    .object({ changes: z.array(z.object({ id: z.string(), groupId: z.string().nullable() })) })
    .nullable(),
});
export type GroupAssigned = z.infer<typeof GroupAssigned>;
