import { conflict, notFound, Problem } from '../../core/problem.ts';
import { type Reaching, type Reader, selectReached } from '../store/reach.ts';

type RecordObject = 'account' | 'person';

/** Of these accounts those that the actor reaches; all of them, without asking, where the role reaches all. */
export async function filterReachable(reader: Reader, accountIds: string[]): Promise<Set<string>> {
  if (!reader.rows) return new Set(accountIds);
  return selectReached(reader.workspaceId, reader, { object: 'account', ids: accountIds, to: 'read' });
}

/** The same for people. */
export async function filterReachablePeople(reader: Reader, personIds: string[]): Promise<Set<string>> {
  if (!reader.rows) return new Set(personIds);
  return selectReached(reader.workspaceId, reader, { object: 'person', ids: personIds, to: 'read' });
}

/**
 * What is out of reach is not found, as a foreign company's; what is shared for reading says so.
 * @throws Problem 404, 403 `shared_for_reading`
 */
export async function refuseBeyondReach(
  reader: Reader,
  { object, ids, to }: { object: RecordObject; ids: string[]; to: Reaching },
): Promise<void> {
  if (!reader.rows || ids.length === 0) return;
  const { workspaceId } = reader;
  const wanted = [...new Set(ids)];
  const reached = await selectReached(workspaceId, reader, { object, ids: wanted, to });
  if (reached.size === wanted.length) return;
  const readable =
    to === 'read' ? reached : await selectReached(workspaceId, reader, { object, ids: wanted, to: 'read' });
  if (readable.size < wanted.length) throw notFound(object);
  throw new Problem(
    403,
    'shared_for_reading',
    'Not allowed',
    'This record is shared with you for reading only.',
  );
}

/** Whoever reaches some records only would not find the changed one again. @throws Problem 409 `out_of_reach` */
export async function refuseLosing(reader: Reader, object: RecordObject, ids: string[]): Promise<void> {
  if (!reader.rows || ids.length === 0) return;
  const { workspaceId } = reader;
  const kept = await selectReached(workspaceId, reader, { object, ids, to: 'read' });
  if (kept.size < ids.length)
    throw conflict('out_of_reach', 'With this change the record would be out of your own reach.');
}

/** Whose a new record is when nobody says so: otherwise whoever reaches some records only would not find it again. */
export function ownerOfNew({ rows, userId }: Reader): string | null {
  return rows ? userId : null;
}
