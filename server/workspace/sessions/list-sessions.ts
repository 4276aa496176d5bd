import { fromNodeHeaders } from 'better-auth/node';
import Bowser from 'bowser';
import type { FastifyRequest } from 'fastify';
import { type Actor, authorize } from '../../core/actor.ts';
import { unauthorized } from '../../core/problem.ts';
import { getMember, refuseOwnerByOthers } from '../members.ts';
import { signIn } from '../sign-in.ts';
import type { SignInSession } from './schema.ts';
import { selectSessionsIn, selectSessionsOf } from './store.ts';

/** The session that a request comes from. @throws Problem 401 for an API key, which has none. */
export async function currentSession(request: FastifyRequest): Promise<{ id: string; userId: string }> {
  const found = await signIn().api.getSession({ headers: fromNodeHeaders(request.headers) });
  if (!found || request.actor.kind !== 'user') throw unauthorized('This needs somebody who is signed in.');
  return found.session;
}

/** One's own, in every workspace; last used first. */
export async function listOwnSessions(request: FastifyRequest): Promise<SignInSession[]> {
  const { id, userId } = await currentSession(request);
  const rows = await selectSessionsOf(userId, request.actor.now);
  return rows.map((row) => toSession(row, id));
}

/**
 * Those of a member of staff that stand in this workspace; what they do in others is nobody’s business here.
 * @throws Problem 404; 403 for an owner's, which only owners see.
 */
export async function listMemberSessions(
  actor: Actor,
  userId: string,
  request: FastifyRequest,
): Promise<SignInSession[]> {
  authorize(actor, 'members.write');
  await refuseOwnerByOthers(actor, (await getMember(actor, userId)).role);
  const current = actor.kind === 'user' ? (await currentSession(request)).id : null;
  const rows = await selectSessionsIn(actor.workspaceId, userId, actor.now);
  return rows.map((row) => toSession(row, current));
}

type Row = Awaited<ReturnType<typeof selectSessionsOf>>[number];

function toSession(row: Row, currentId: string | null): SignInSession {
  const { id, ipAddress, userAgent, createdAt: signedInAt, lastUsedAt } = row;
  return { id, ...readBrowser(userAgent), ipAddress, signedInAt, lastUsedAt, isCurrent: id === currentId };
}

function readBrowser(userAgent: string | null): Pick<SignInSession, 'browser' | 'os' | 'device'> {
  if (!userAgent) return { browser: null, os: null, device: null };
  const { browser, os, platform } = Bowser.parse(userAgent);
  return { browser: browser.name || null, os: os.name || null, device: platform.type ?? null };
}
