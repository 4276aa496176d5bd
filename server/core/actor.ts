import { now } from './clock.ts';
import { forbidden } from './problem.ts';

/** Who acts, in which workspace, with which permissions, and when. */
export interface Actor {
  workspaceId: string;
  kind: 'user' | 'key' | 'system';
  /** User id, API key id, or the name of a job. */
  id: string;
  /** For the audit log. */
  name: string;
  userId: string | null;
  permissions: ReadonlySet<string>;
  /** The rows that this actor reaches of the records that have an owner; null for all of them. */
  rows: RowReach | null;
  /** BCP 47, the language in which words are given to this reader. */
  locale: string;
  now: Date;
  requestId: string | null;
}

/** What somebody with a narrow row scope reaches. */
export interface RowReach {
  scope: 'own' | 'team';
  /** Oneself, and whoever is in one's teams as far as the scope goes. */
  ownerIds: readonly string[];
  /** One's teams, with which records may be shared. */
  teamIds: readonly string[];
}

/** The first line of every act. @throws Problem 403 naming the permission. */
export function authorize(actor: Actor, permission: string): void {
  if (!isAllowed(actor, permission)) throw forbidden(permission, { isNarrow: actor.rows !== null });
}

export function isAllowed(actor: Actor, permission: string): boolean {
  return actor.permissions.has('*') || actor.permissions.has(permission);
}

/** Goodword itself, in a job or at start: allowed everything within one workspace. */
export function systemActor(workspaceId: string, name: string): Actor {
  return {
    workspaceId,
    kind: 'system',
    id: name,
    name,
    userId: null,
    permissions: new Set(['*']),
    rows: null,
    locale: 'en',
    now: now(),
    requestId: null,
  };
}
