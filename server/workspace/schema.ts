import { z } from 'zod';
import { Currency } from '../core/money.ts';
import { LOCALES } from '../core/words.ts';
import { PERMISSIONS, ROW_SCOPES } from './permissions.ts';

const MAX_NAME = 200;
const MAX_RETENTION_DAYS = 3_650;

export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
  .meta({ type: 'string', format: 'email' });

export const TimeZone = z
  .string()
  .refine((zone) => isTimeZone(zone), 'must be an IANA time zone such as Asia/Bangkok')
  .meta({ type: 'string', example: 'Asia/Bangkok' });

export const Workspace = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.enum(LOCALES),
  isSample: z.boolean(),
  requiresSecondFactor: z.boolean().describe('Whether everybody who works here must use a second factor'),
  addressRetentionDays: z
    .number()
    .int()
    .describe('How long clicks keep the keyed hash and the network of the visitor’s address'),
});
export type Workspace = z.infer<typeof Workspace>;

export type NewWorkspace = Omit<Workspace, 'id' | 'addressRetentionDays' | 'requiresSecondFactor'>;

export const WorkspaceChange = z.object({
  name: z.string().trim().min(1).max(MAX_NAME).optional(),
  timeZone: TimeZone.optional(),
  currency: Currency.optional(),
  locale: z.enum(LOCALES).optional(),
  addressRetentionDays: z.number().int().min(1).max(MAX_RETENTION_DAYS).optional(),
  requiresSecondFactor: z.boolean().optional(),
});
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

/** Who is signed in, where, and what they may do: the first thing the web app asks. */
export const SessionView = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    locale: z.enum(LOCALES),
    hasTwoFactor: z.boolean(),
    mustSetUpTwoFactor: z.boolean().describe('Until then everything else is refused'),
  }),
  workspace: Workspace,
  role: z.string(),
  roleName: z.string().nullable().describe('Null for a built-in role'),
  permissions: z.array(z.string()),
  rowScope: z.enum(ROW_SCOPES),
  workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SessionView = z.infer<typeof SessionView>;

export const Setup = z.object({
  workspaceName: z.string().trim().min(1).max(MAX_NAME),
  name: z.string().trim().min(1).max(MAX_NAME),
  email: Email,
  password: z.string().min(10, 'must have 10 characters or more').max(128),
  timeZone: TimeZone.default('UTC'),
  currency: Currency.default('USD'),
  locale: z.enum(LOCALES).default('en'),
});
export type Setup = z.infer<typeof Setup>;

export const Member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string().nullable().describe('Null for a built-in role'),
  hasSecondFactor: z.boolean(),
  createdAt: z.date(),
});
export type Member = z.infer<typeof Member>;

const StaffRole = z.string().min(1).max(100).describe('The key of a role');

export const MemberChange = z.object({ role: StaffRole });
export const NewMemberInvitation = z.object({ email: Email, role: StaffRole });
export type NewMemberInvitation = z.infer<typeof NewMemberInvitation>;

export const MemberInvitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  roleName: z.string().nullable().describe('Null for a built-in role'),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type MemberInvitation = z.infer<typeof MemberInvitation>;

export const InvitationAcceptance = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  password: z.string().min(10, 'must have 10 characters or more').max(128),
});
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['secret', 'publishable']),
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const NewApiKey = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  kind: z.enum(['secret', 'publishable']).default('secret'),
  scopes: z.array(z.enum(PERMISSIONS)).min(1).optional(),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

/** The only answer that ever holds the secret. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
