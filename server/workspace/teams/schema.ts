import { z } from 'zod';

const MAX_NAME = 60;
const MAX_MEMBERS = 500;

const Name = z.string().trim().min(1).max(MAX_NAME);
const UserIds = z
  .array(z.string())
  .max(MAX_MEMBERS)
  .transform((ids) => [...new Set(ids)]);
const LeadId = z
  .string()
  .nullable()
  .describe('One of the members; reaches what the team owns also with the row scope own');

export const Team = z.object({
  id: z.string(),
  name: z.string(),
  leadId: z.string().nullable(),
  members: z.array(z.object({ userId: z.string(), name: z.string() })),
});
export type Team = z.infer<typeof Team>;

export const NewTeam = z.object({ name: Name, userIds: UserIds.default([]), leadId: LeadId.default(null) });
export type NewTeam = z.infer<typeof NewTeam>;

export const TeamChange = z.object({
  name: Name.optional(),
  userIds: UserIds.optional(),
  leadId: LeadId.optional(),
});
export type TeamChange = z.infer<typeof TeamChange>;
