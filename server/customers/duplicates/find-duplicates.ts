import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { RecordObject } from '../merges/held-ids.ts';
import { type Comparable, compareAccounts, comparePeople, type Likeness, MIN_SCORE } from './rules.ts';
import { selectCandidates, selectComparables, selectNextIds } from './store/candidates.ts';
import { type FoundPair, replacePairs, selectPartners } from './store/pairs.ts';

const RECORDS_PER_STEP = 200;
const MAX_LIKELY = 5;

const COMPARE = { account: compareAccounts, person: comparePeople } as const;

/** Compares these records with those that are like them, and keeps the pairs that may be one. */
export async function findDuplicatesOf(
  workspaceId: string,
  object: RecordObject,
  ids: string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += RECORDS_PER_STEP)
    await compareStep(workspaceId, object, ids.slice(from, from + RECORDS_PER_STEP));
}

/** Compares every record of the workspace, some at a time. */
export async function findAllDuplicates(workspaceId: string): Promise<void> {
  for (const object of ['account', 'person'] as const) {
    let after = '';
    for (;;) {
      const ids = await selectNextIds(workspaceId, object, after, RECORDS_PER_STEP);
      if (ids.length === 0) break;
      await compareStep(workspaceId, object, ids);
      after = ids.at(-1) as string;
    }
  }
}

async function compareStep(workspaceId: string, object: RecordObject, ids: string[]): Promise<void> {
  await inTransaction(async () => {
    const subjects = await selectComparables(workspaceId, object, ids);
    const alike = await likenesses(workspaceId, object, subjects);
    const pairs = new Map<string, FoundPair>();
    for (const { subject, other, likeness } of alike) {
      const [firstId, secondId] = [subject.id, other.id].toSorted() as [string, string];
      pairs.set(`${firstId} ${secondId}`, { ...likeness, firstId, secondId });
    }
    await replacePairs(workspaceId, object, { ids, pairs: [...pairs.values()], at: now() });
  });
}

interface Alike {
  subject: Comparable;
  other: Comparable;
  likeness: Likeness;
}

async function likenesses(
  workspaceId: string,
  object: RecordObject,
  subjects: Comparable[],
): Promise<Alike[]> {
  const candidates = await selectCandidates(workspaceId, object, subjects);
  const ids = subjects.map(({ id }) => id);
  // A pair that was found from its other side goes only when it is compared anew and found wanting.
  for (const [one, other] of await selectPartners(workspaceId, object, ids))
    candidates.set(one, [...new Set([...(candidates.get(one) ?? []), other])]);
  const otherIds = [...new Set([...candidates.values()].flat())];
  const others = await selectComparables(workspaceId, object, otherIds);
  const byId = new Map(others.map((other) => [other.id, other]));
  return subjects.flatMap((subject) =>
    (candidates.get(subject.id) ?? []).flatMap((id) => {
      const other = byId.get(id);
      const likeness = other ? COMPARE[object](subject, other) : null;
      return other && likeness && likeness.score >= MIN_SCORE ? [{ subject, other, likeness }] : [];
    }),
  );
}

/** Records that may be the one that somebody is about to enter, the likeliest first. */
export async function findLikely(
  workspaceId: string,
  object: RecordObject,
  entered: Omit<Comparable, 'id'>,
): Promise<{ record: Comparable; likeness: Likeness }[]> {
  const subject = { ...entered, id: '' };
  const alike = await inTransaction(() => likenesses(workspaceId, object, [subject]));
  return alike
    .map(({ other, likeness }) => ({ record: other, likeness }))
    .toSorted((one, other) => other.likeness.score - one.likeness.score)
    .slice(0, MAX_LIKELY);
}
