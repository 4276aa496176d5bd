import { z } from 'zod';
import { Id } from '../schema/query.ts';

export const AccountShare = z.object({
  id: z.string(),
  userId: z.string().nullable(),
  teamId: z.string().nullable(),
  name: z.string().describe('Of the member or the team'),
  canEdit: z.boolean(),
  sharedAt: z.date(),
  sharedBy: z.string(),
});
export type AccountShare = z.infer<typeof AccountShare>;

const canEdit = z.boolean().default(false).describe('Else for reading only');

/** With a member or with a team. */
export const NewAccountShare = z.union([
  z.strictObject({ userId: Id, canEdit }),
  z.strictObject({ teamId: Id, canEdit }),
]);
export type NewAccountShare = z.infer<typeof NewAccountShare>;
