import { readAffiliatesSteps } from '../../affiliates/index.ts';
import { readCommissionsSteps } from '../../commissions/index.ts';
import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { readCustomersSteps } from '../../customers/index.ts';
import { readJourneysSteps } from '../../journeys/index.ts';
import { readPagesSteps } from '../../pages/index.ts';
import { readPayoutsSteps } from '../../payouts/index.ts';
import { readSignalsSteps } from '../../signals/index.ts';
import { readSuccessSteps } from '../../success/index.ts';
import { readTrackingSteps } from '../../tracking/index.ts';
import { listMembers } from '../../workspace/index.ts';
import { lessonsOf, STEP_NEEDS, type Step } from './rules.ts';
import type { Learning } from './schema.ts';
import { findProgress, readStrategySteps } from './store.ts';

/** Everything that begins a company, as its records say; and how far the reader is with what is kept for them alone. */
export async function readLearning(actor: Actor): Promise<Learning> {
  authorize(actor, 'accounts.read');
  const { workspaceId, userId } = actor;
  const members = await listMembers(workspaceId);
  const { steps, stops } = lessonsOf(members.find((member) => member.userId === userId)?.role ?? 'owner');
  const taken = { ...(await readTaken(workspaceId)), member: members.length > 1 };
  const progress = userId === null ? undefined : await findProgress(workspaceId, userId);
  return {
    steps: steps
      .filter((key) => isAllowed(actor, STEP_NEEDS[key]))
      .map((key) => ({ key, isDone: taken[key] })),
    isDismissed: Boolean(progress?.dismissedAt),
    tour: {
      stops: [...stops],
      stop: stops.find((stop) => stop === progress?.tourStop) ?? null,
      isEnded: Boolean(progress?.tourEndedAt),
    },
  };
}

async function readTaken(workspaceId: string): Promise<Record<Exclude<Step, 'member'>, boolean>> {
  const rooms = [
    readCustomersSteps(workspaceId),
    readSignalsSteps(workspaceId),
    readAffiliatesSteps(workspaceId),
    readSuccessSteps(workspaceId),
    readTrackingSteps(workspaceId),
    readCommissionsSteps(workspaceId),
    readPayoutsSteps(workspaceId),
    readJourneysSteps(workspaceId),
    readPagesSteps(workspaceId),
    readStrategySteps(workspaceId),
  ] as const;
  const [a, b, c, d, e, f, g, h, i, j] = await Promise.all(rooms);
  return { ...a, ...b, ...c, ...d, ...e, ...f, ...g, ...h, ...i, ...j };
}
