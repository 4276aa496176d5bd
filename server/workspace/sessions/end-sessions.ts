import type { FastifyRequest } from 'fastify';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../audit.ts';
import { getMember, refuseOwnerByOthers } from '../members.ts';
import { currentSession } from './list-sessions.ts';
import { deleteOtherSessions, deleteSession, deleteSessionsIn } from './store.ts';

/** One of one's own: its next request is a stranger's. @throws Problem 404, for another's too. */
export async function endOwnSession(request: FastifyRequest, sessionId: string): Promise<void> {
  const { actor } = request;
  await inTransaction(async () => {
    if (!actor.userId || !(await deleteSession(actor.userId, sessionId))) throw notFound('session');
    await auditEnd(actor, actor.userId, 1);
  });
}

/** All of one's own but the one that asks. @returns how many. */
export async function endOtherSessions(request: FastifyRequest): Promise<number> {
  const { id, userId } = await currentSession(request);
  return inTransaction(async () => {
    const count = await deleteOtherSessions(userId, id);
    if (count > 0) await auditEnd(request.actor, userId, count);
    return count;
  });
}

/**
 * One of a member’s sessions in this workspace, or all of them.
 * @returns how many
 * @throws Problem 404; 403 for an owner's, which only owners end.
 */
export async function endMemberSessions(
  actor: Actor,
  userId: string,
  sessionId: string | null,
): Promise<number> {
  authorize(actor, 'members.write');
  return inTransaction(async () => {
    await refuseOwnerByOthers(actor, (await getMember(actor, userId)).role);
    const count = await deleteSessionsIn(actor.workspaceId, userId, sessionId);
    if (sessionId && count === 0) throw notFound('session');
    if (count > 0) await auditEnd(actor, userId, count);
    return count;
  });
}

function auditEnd(actor: Actor, userId: string, count: number): Promise<void> {
  return audit(actor, {
    action: 'member.signed_out',
    objectType: 'member',
    objectId: userId,
    after: { sessions: count },
  });
}
