import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { findReceiver, type ReceiverRow, type ReceiverScope } from '../store/receivers.ts';

/** Finds out which receivers an actor may see and change. @throws Problem 403 */
export type FindScope = (actor: Actor) => Promise<ReceiverScope>;

/** Staff with the settings: all of a kind. */
export function scopeOfStaff(kind: ReceiverScope['kind']): FindScope {
  return async (actor) => {
    authorize(actor, 'workspace.write');
    return { kind };
  };
}

/** @throws Problem 404, also for one outside the scope. */
export async function getReceiver(actor: Actor, scope: ReceiverScope, id: string): Promise<ReceiverRow> {
  const receiver = await findReceiver(actor.workspaceId, scope, id);
  if (!receiver) throw notFound(scope.kind);
  return receiver;
}
