import { type Contact, selectContacts } from '../store/contacts.ts';

/** The people with an address whose account is in one of these stages. */
export function listContacts(workspaceId: string, stages: readonly string[]): Promise<Contact[]> {
  return selectContacts(workspaceId, { stages, personIds: null });
}

/** Those of these people who still have an address and an account. */
export function findContacts(workspaceId: string, personIds: string[]): Promise<Contact[]> {
  return selectContacts(workspaceId, { stages: null, personIds });
}
