import { type PersonSummary, selectPeople } from '../store/find-people.ts';

/** Who these people are; ids that are not of this workspace are missing. */
export function findPeople(workspaceId: string, personIds: string[]): Promise<PersonSummary[]> {
  return selectPeople(workspaceId, personIds);
}
