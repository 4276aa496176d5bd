import { changesInWords } from '../fields/in-words.ts';
import type { FieldObject } from '../fields/kinds.ts';
import type { FieldValues } from '../fields/schema.ts';
import { selectFieldsInUse } from '../fields/store/fields.ts';
import type { Stage } from '../rules.ts';
import type { Onboarding } from '../store/save-accounts.ts';
import type { StageMove } from '../store/save-rounds.ts';
import { insertTimelineEntries } from '../store/timeline.ts';

type Subject = 'accountId' | 'personId';

/** Puts each change of stage on the timeline of its account or person, with the reason when somebody gave one. */
export async function tellStageMoves(
  workspaceId: string,
  subject: Subject,
  moves: StageMove[],
  at: Date,
  reason: string | null = null,
): Promise<void> {
  if (moves.length === 0) return;
  await insertTimelineEntries(
    workspaceId,
    moves.map(({ id, from, to }) => ({
      [subject]: id,
      at,
      kind: 'stage_change',
      sourceId: `${id} ${to} ${at.toISOString()}`,
      code: reason ? 'customers:timeline.stageChangedBecause' : 'customers:timeline.stageChanged',
      values: { from: stageName(from), to: stageName(to), ...(reason ? { reason } : {}) },
    })),
  );
}

/** Puts each handover to another owner, or to none, on the timeline. */
export async function tellOwnerMoves(
  workspaceId: string,
  subject: Subject,
  moves: { id: string; ownerName: string | null }[],
  at: Date,
): Promise<void> {
  if (moves.length === 0) return;
  await insertTimelineEntries(
    workspaceId,
    moves.map(({ id, ownerName }) => ({
      [subject]: id,
      at,
      kind: 'owner_change',
      sourceId: `${id} ${at.toISOString()}`,
      code: ownerName === null ? 'customers:timeline.ownerRemoved' : 'customers:timeline.ownerChanged',
      values: ownerName === null ? {} : { owner: ownerName },
    })),
  );
}

/** Puts on the timeline when onboarding was finished, and when that was taken back. */
export async function tellOnboardings(
  workspaceId: string,
  onboardings: Onboarding[],
  at: Date,
): Promise<void> {
  if (onboardings.length === 0) return;
  await insertTimelineEntries(
    workspaceId,
    onboardings.map(({ id, onboardedAt }) => ({
      ...{ accountId: id, at, kind: 'onboarding' },
      sourceId: `${id} ${onboardedAt?.toISOString() ?? 'open'} ${at.toISOString()}`,
      code: onboardedAt ? 'customers:timeline.onboarded' : 'customers:timeline.notOnboarded',
      values: onboardedAt ? { day: onboardedAt.toISOString().slice(0, 10) } : {},
    })),
  );
}

/** Puts each changed field of the workspace's own on the timeline, with what it is now. */
export async function tellFieldChanges(
  workspaceId: string,
  subject: Subject,
  { id, before, after }: { id: string; before: FieldValues; after: FieldValues },
  at: Date,
): Promise<void> {
  const object: FieldObject = subject === 'accountId' ? 'account' : 'person';
  const changes = await changesInWords(
    workspaceId,
    await selectFieldsInUse(workspaceId, object),
    before,
    after,
  );
  await insertTimelineEntries(
    workspaceId,
    changes.map(({ key, name, text }) => ({
      ...{ [subject]: id, at, kind: 'field_change' },
      sourceId: `${id} ${key} ${at.toISOString()}`,
      code: text === null ? 'customers:timeline.fieldEmptied' : 'customers:timeline.fieldChanged',
      values: text === null ? { field: name } : { field: name, value: text },
    })),
  );
}

/** Said in the language of whoever reads the timeline. */
function stageName(stage: Stage): { code: string } {
  return { code: `customers:stage.${stage}` };
}
