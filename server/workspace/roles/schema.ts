import { z } from 'zod';
import { ROW_SCOPES, STAFF_PERMISSIONS } from '../permissions.ts';

const MAX_NAME = 60;

const RowScope = z
  .enum(ROW_SCOPES)
  .describe(
    'Whose accounts and people members reach: their own, their teams’ and nobody’s, or all. Nobody’s are not one’s own',
  );
const Permissions = z
  .array(z.enum(STAFF_PERMISSIONS as [string, ...string[]]))
  .max(STAFF_PERMISSIONS.length)
  .transform((permissions) => [...new Set(permissions)]);

export const Role = z.object({
  key: z.string(),
  name: z.string().nullable().describe('Null for a built-in role'),
  permissions: z.array(z.string()).describe('What its members may do'),
  rowScope: RowScope,
  isBuiltIn: z.boolean(),
  isFixed: z.boolean().describe('Owners and affiliates: cannot be changed'),
  isChanged: z.boolean().describe('A built-in role that is not as it came'),
  memberCount: z.number().int(),
  invitationCount: z.number().int().describe('Open invitations'),
});
export type Role = z.infer<typeof Role>;

export const NewRole = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  permissions: Permissions,
  rowScope: RowScope.default('all'),
});
export type NewRole = z.infer<typeof NewRole>;

export const RoleChange = z.object({
  name: z.string().trim().min(1).max(MAX_NAME).optional().describe('Of roles that are not built in'),
  permissions: Permissions.nullable().optional().describe('Null makes a built-in role as it came'),
  rowScope: RowScope.optional(),
});
export type RoleChange = z.infer<typeof RoleChange>;
