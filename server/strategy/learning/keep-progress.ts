import { type Actor, authorize } from '../../core/actor.ts';
import { forbidden } from '../../core/problem.ts';
import type { LearningChange } from './schema.ts';
import { type Progress, writeProgress } from './store.ts';

/** Keeps what a member put away and where they left the tour. @throws Problem 403 for keys, which learn nothing. */
export async function keepProgress(actor: Actor, change: LearningChange): Promise<void> {
  authorize(actor, 'accounts.read');
  const { workspaceId, userId, now } = actor;
  if (userId === null) throw forbidden('accounts.read');
  const changed: Partial<Progress> = {};
  if (change.isDismissed !== undefined) changed.dismissedAt = change.isDismissed ? now : null;
  if (change.tour) {
    changed.tourStop = change.tour.isEnded ? null : change.tour.stop;
    changed.tourEndedAt = change.tour.isEnded ? now : null;
  }
  await writeProgress(workspaceId, userId, changed);
}
