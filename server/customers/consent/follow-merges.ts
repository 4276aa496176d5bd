import { now } from '../../core/clock.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { RecordsMerged } from '../merges/merge-records.ts';
import { refusalsOfMerge } from './rules.ts';
import { deleteOfMerge, insertConsents, selectBroughtOver, selectConsents } from './store.ts';

const RECORDER = { id: 'merge', name: 'merge' };

/** Within the merge: both histories are the kept person's now, and the stricter word of the two holds. */
export async function keepStricterConsent(events: DomainEvent<RecordsMerged>[]): Promise<void> {
  for (const { workspaceId, payload } of events) {
    const { object, mergeId, keptId, isUndone } = payload;
    if (object !== 'person') continue;
    if (isUndone) {
      await deleteOfMerge(workspaceId, mergeId);
      continue;
    }
    const brought = await selectBroughtOver(workspaceId, mergeId);
    if (brought.size === 0) continue;
    const all = await selectConsents(workspaceId, [keptId]);
    const at = now();
    const refusals = refusalsOfMerge(
      all.filter(({ id }) => !brought.has(id)),
      all.filter(({ id }) => brought.has(id)),
    ).map((refused) => ({
      ...refused,
      ...{ personId: keptId, externalId: null, mergeId, isGranted: false, evidence: null, at },
      ...({ basis: 'consent', source: 'merge' } as const),
    }));
    await insertConsents(workspaceId, refusals, { ...RECORDER, at });
  }
}
