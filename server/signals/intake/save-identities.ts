import {
  type AccountInput,
  findAccountIds,
  findPersonIds,
  type PersonInput,
  saveAccounts,
  savePeople,
} from '../../customers/index.ts';
import {
  type Alias,
  claimLatest,
  mergeUsage,
  selectAliasesOf,
  selectFirstTouches,
  upsertAliases,
} from '../store/identities.ts';
import type { AliasMessage, GroupMessage, IdentifyMessage } from './message.ts';
import type { Directory } from './users.ts';

export type IdentityMessage = IdentifyMessage | GroupMessage | AliasMessage;

/**
 * Saves who users are and where they belong. Messages may come in any order: what is older than what is known is
 * passed over.
 * @returns every id, other names included, of the users that were told of.
 */
export async function saveIdentities(
  workspaceId: string,
  messages: IdentityMessage[],
  directory: Directory,
): Promise<string[]> {
  const inOrder = messages.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  await mergeAliased(workspaceId, inOrder, directory);
  await upsertAliases(workspaceId, aliasesOf(inOrder));
  const latest = await claimLatest(workspaceId, subjectsOf(inOrder));
  const touches = await selectFirstTouches(workspaceId, inOrder.flatMap(idsOf));
  const told = inOrder.filter((message) => message.kind !== 'alias');
  await saveAccounts(workspaceId, await toAccounts(workspaceId, told, latest, touches));
  await savePeople(workspaceId, await toPeople(workspaceId, told, latest, touches));
  const userKeys = [...new Set(inOrder.flatMap(({ userId }) => userId ?? []))];
  const others = await selectAliasesOf(workspaceId, userKeys);
  return [...userKeys, ...others.map(({ alias }) => alias)];
}

/** Usage of a person who turns out to be another one moves over, account by account. */
async function mergeAliased(
  workspaceId: string,
  messages: IdentityMessage[],
  directory: Directory,
): Promise<void> {
  const aliases = messages.filter((message) => message.kind === 'alias');
  await directory.lookUpUsers(
    aliases.flatMap((alias) => [alias.previousId, alias.userId ?? '']),
    true,
  );
  for (const { previousId, userId } of aliases) {
    const from = directory.userOf(previousId);
    const to = directory.userOf(userId);
    if (!from.personId || !from.accountId || !to.personId || from.personId === to.personId) continue;
    const { accountId, personId: fromPersonId } = from;
    await mergeUsage(workspaceId, { accountId, fromPersonId, toPersonId: to.personId });
  }
}

function aliasesOf(messages: IdentityMessage[]): Alias[] {
  const aliases = new Map<string, string>();
  for (const message of messages) {
    if (!message.userId) continue;
    const { anonymousId } = message;
    if (anonymousId && anonymousId !== message.userId) aliases.set(anonymousId, message.userId);
    const isOther = message.kind === 'alias' && message.previousId !== message.userId;
    if (isOther) aliases.set(message.previousId, message.userId);
  }
  return [...aliases].map(([alias, userKey]) => ({ alias, userKey }));
}

function idsOf({ userId, anonymousId }: IdentityMessage): string[] {
  return [userId, anonymousId].filter((id) => id !== undefined);
}

/** What a message tells of, each with a time of its own: a user's traits, an account's traits, a membership. */
function traitsOf(message: IdentifyMessage): string {
  return `user ${message.userId ?? message.person.email ?? ''}`;
}

function accountTraitsOf(message: IdentifyMessage | GroupMessage): string {
  return `account ${message.account?.externalId ?? ''}`;
}

function membershipOf(message: IdentifyMessage | GroupMessage): string {
  return `member ${message.userId ?? ''}`;
}

function subjectsOf(messages: IdentityMessage[]): { subject: string; at: Date }[] {
  const subjects = new Map<string, Date>();
  for (const message of messages) {
    if (message.kind === 'alias') continue;
    if (message.kind === 'identify') subjects.set(traitsOf(message), message.at);
    if (message.account) subjects.set(accountTraitsOf(message), message.at);
    if (message.account && message.userId) subjects.set(membershipOf(message), message.at);
  }
  return [...subjects].map(([subject, at]) => ({ subject, at }));
}

type Told = IdentifyMessage | GroupMessage;

/** An account that is new gets the channel that its first user came by; a known one keeps its own. */
async function toAccounts(
  workspaceId: string,
  messages: Told[],
  latest: Set<string>,
  touches: Map<string, string>,
): Promise<AccountInput[]> {
  const known = await findAccountIds(
    workspaceId,
    messages.flatMap(({ account }) => account?.externalId ?? []),
  );
  return messages.flatMap((message) => {
    const { account } = message;
    if (!account) return [];
    const isLatest = latest.has(accountTraitsOf(message));
    const channel = known.has(account.externalId) ? undefined : channelOf(message, touches);
    return [isLatest ? { ...account, channel } : { externalId: account.externalId, channel }];
  });
}

async function toPeople(
  workspaceId: string,
  messages: Told[],
  latest: Set<string>,
  touches: Map<string, string>,
): Promise<PersonInput[]> {
  const known = await findPersonIds(workspaceId, {
    externalIds: messages.flatMap(({ userId }) => userId ?? []),
    emails: messages.flatMap((message) => (message.kind === 'identify' ? (message.person.email ?? []) : [])),
  });
  return messages.flatMap((message) => {
    const person = message.kind === 'identify' && latest.has(traitsOf(message)) ? message.person : {};
    if (!message.userId && !person.email) return [];
    const isKnown = known.has(message.userId ?? '') || known.has(person.email ?? '');
    const belongs = message.account && latest.has(membershipOf(message));
    return [
      {
        ...person,
        externalId: message.userId,
        channel: isKnown ? undefined : channelOf(message, touches),
        accountExternalId: belongs ? message.account?.externalId : undefined,
      },
    ];
  });
}

function channelOf(message: Told, touches: Map<string, string>): string | undefined {
  const touch = idsOf(message).map((id) => touches.get(id));
  return touch.find((channel) => channel !== undefined) ?? message.channel;
}
