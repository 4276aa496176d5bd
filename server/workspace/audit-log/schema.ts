import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { ACTOR_KINDS, AUDIT_WHATS } from './rules.ts';

const MAX_WORDS = 200;

export const AuditFilters = z.object({
  what: z.enum(AUDIT_WHATS).optional(),
  actorId: z.string().optional(),
  actorKind: z.enum(ACTOR_KINDS).optional(),
  objectType: z.string().optional(),
  objectId: z.string().optional(),
  /** Days of the workspace’s time zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Anywhere in who, of what, and what was before and after; at least three characters find their place quickly. */
  q: z.string().trim().min(1).max(MAX_WORDS).optional(),
});
export type AuditFilters = z.infer<typeof AuditFilters>;

export const AuditQuery = PageQuery.extend(AuditFilters.shape);

export const AuditEntry = z.object({
  id: z.string(),
  at: z.date(),
  actorKind: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  /** As it was called last; null where no entry tells. */
  objectName: z.string().nullable(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
