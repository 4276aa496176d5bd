import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyRequest } from 'fastify';
import type { Actor, RowReach } from '../core/actor.ts';
import { now } from '../core/clock.ts';
import { toLocale } from '../core/words.ts';
import { findKey } from './api-keys.ts';
import { permissionsOf } from './roles/rules.ts';
import { lacksSecondFactor, refuseWithoutSecondFactor } from './second-factor.ts';
import { noteSessionUse } from './sessions/store.ts';
import { signIn } from './sign-in.ts';
import { listMemberships, type Membership } from './store.ts';

const BEARER = /^Bearer\s+(\S+)$/i;

/** Whom a request comes from: an API key in `Authorization`, else the browser session; null for a stranger. */
export async function authenticate(request: FastifyRequest): Promise<Actor | null> {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1];
  return bearer ? keyActor(bearer, request) : sessionActor(request);
}

async function keyActor(secret: string, request: FastifyRequest): Promise<Actor | null> {
  const key = await findKey(secret);
  if (!key) return null;
  return {
    workspaceId: key.workspaceId,
    kind: 'key',
    id: key.id,
    name: key.name,
    userId: null,
    permissions: key.scopes,
    rows: null,
    locale: toLocale(request.headers['accept-language']),
    now: now(),
    requestId: request.id,
  };
}

async function sessionActor(request: FastifyRequest): Promise<Actor | null> {
  if (!request.headers.cookie) return null;
  const session = await signIn().api.getSession({ headers: fromNodeHeaders(request.headers) });
  if (!session) return null;
  const memberships = await listMemberships(session.user.id);
  const active = await noteSessionUse(session.session.id, now());
  const membership = memberships.find(({ id }) => id === active) ?? memberships[0];
  if (!membership) return null;
  // Who has never chosen a language reads the one that the screen is in.
  const locale = toLocale(session.user.locale ?? request.headers['accept-language']);
  if (lacksSecondFactor(membership, session.user)) refuseWithoutSecondFactor(request, locale);
  return {
    workspaceId: membership.id,
    kind: 'user',
    id: session.user.id,
    name: session.user.name,
    userId: session.user.id,
    permissions: new Set(permissionsOf({ ...membership, key: membership.role })),
    rows: rowsOf(membership, session.user.id),
    locale,
    now: now(),
    requestId: request.id,
  };
}

function rowsOf({ rowScope, teamIds, teammateIds }: Membership, userId: string): RowReach | null {
  if (rowScope === 'all') return null;
  return {
    scope: rowScope,
    ownerIds: [...new Set([userId, ...(teammateIds ?? [])])],
    teamIds: teamIds ?? [],
  };
}
