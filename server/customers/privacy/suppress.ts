import { fingerprint } from '../../core/vault.ts';
import { selectPeople } from '../store/find-people.ts';
import { hasSuppressions, insertSuppressions, selectSuppressed } from './store/erasures.ts';

const fingerprintOf = (workspaceId: string, email: string) =>
  fingerprint(email.toLowerCase(), `erased ${workspaceId}`);

/** Whoever comes again with one of these addresses is not written to; the addresses themselves are not kept. */
export async function suppressAddresses(
  workspaceId: string,
  emails: Iterable<string>,
  at: Date,
): Promise<void> {
  const fingerprints = [...emails].map((email) => fingerprintOf(workspaceId, email));
  await insertSuppressions(workspaceId, fingerprints, at);
}

/** Who of these people has the address of somebody who was erased. */
export async function findSuppressed(workspaceId: string, personIds: string[]): Promise<string[]> {
  if (personIds.length === 0 || !(await hasSuppressions(workspaceId))) return [];
  const people = (await selectPeople(workspaceId, personIds)).flatMap(({ id, email }) =>
    email ? [{ id, fingerprint: fingerprintOf(workspaceId, email) }] : [],
  );
  const suppressed = await selectSuppressed(
    workspaceId,
    people.map((person) => person.fingerprint),
  );
  return people.filter((person) => suppressed.has(person.fingerprint)).map(({ id }) => id);
}
