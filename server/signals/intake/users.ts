import { findAccountIds, findPeople, findPersonIds } from '../../customers/index.ts';
import { selectAliases } from '../store/identities.ts';
import { Memory } from './memory.ts';

const MAX_REMEMBERED = 100_000;
/** How long a move of a person to another account may go unnoticed here. */
const REMEMBERED_MS = 60_000;

/** Whom a sender's id stands for, as far as it is known. */
export interface User {
  personId: string | null;
  accountId: string | null;
}

const NOBODY: User = { personId: null, accountId: null };

const rememberedUsers = new Memory<User>(MAX_REMEMBERED, REMEMBERED_MS);
const rememberedAccounts = new Memory<string>(MAX_REMEMBERED, REMEMBERED_MS);

/** The users and accounts that one transaction looks up. What it learns is remembered only when it has committed. */
export class Directory {
  readonly #workspaceId: string;
  readonly #users = new Map<string, User>();
  readonly #accounts = new Map<string, string>();
  /** Users that were not remembered before and belong to an account: usage may wait for them. */
  readonly learned = new Map<string, { personId: string | null; accountId: string }>();

  constructor(workspaceId: string) {
    this.#workspaceId = workspaceId;
  }

  userOf(key: string | undefined): User {
    return (key === undefined ? undefined : this.#users.get(key)) ?? NOBODY;
  }

  accountOf(externalId: string | undefined): string | null {
    return (externalId === undefined ? undefined : this.#accounts.get(externalId)) ?? null;
  }

  /** @param isFresh look them up even when they are remembered: they have just changed. */
  async lookUpUsers(keys: Iterable<string>, isFresh = false): Promise<void> {
    const unknown: string[] = [];
    for (const key of new Set(keys)) {
      const known = isFresh ? undefined : (this.#users.get(key) ?? rememberedUsers.get(this.#scoped(key)));
      if (known) this.#users.set(key, known);
      else unknown.push(key);
    }
    if (unknown.length === 0) return;
    const aliases = await selectAliases(this.#workspaceId, unknown);
    const externalIds = [...new Set(unknown.map((key) => aliases.get(key) ?? key))];
    const personIds = await findPersonIds(this.#workspaceId, { externalIds });
    const people = personIds.size > 0 ? await findPeople(this.#workspaceId, [...personIds.values()]) : [];
    const accountIds = new Map(people.map((person) => [person.id, person.accountId]));
    for (const key of unknown) {
      const personId = personIds.get(aliases.get(key) ?? key) ?? null;
      const accountId = (personId && accountIds.get(personId)) ?? null;
      this.#users.set(key, { personId, accountId });
      if (accountId) this.learned.set(key, { personId, accountId });
    }
  }

  async lookUpAccounts(externalIds: Iterable<string>): Promise<void> {
    const unknown: string[] = [];
    for (const id of new Set(externalIds)) {
      const known = this.#accounts.get(id) ?? rememberedAccounts.get(this.#scoped(id));
      if (known) this.#accounts.set(id, known);
      else unknown.push(id);
    }
    if (unknown.length === 0) return;
    for (const [id, accountId] of await findAccountIds(this.#workspaceId, unknown)) {
      this.#accounts.set(id, accountId);
    }
  }

  /** Call after the commit. Who is not fully known yet is looked up again next time. */
  remember(): void {
    for (const [key, user] of this.learned) rememberedUsers.set(this.#scoped(key), user);
    for (const [id, accountId] of this.#accounts) rememberedAccounts.set(this.#scoped(id), accountId);
  }

  #scoped(key: string): string {
    return `${this.#workspaceId} ${key}`;
  }
}
