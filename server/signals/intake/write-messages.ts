import { inTransaction } from '../../core/db.ts';
import { findStandingIds } from '../../customers/index.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { markChanged } from '../changes.ts';
import { messageKey } from '../facts/record-usage.ts';
import { type FirstTouch, upsertFirstTouches } from '../store/identities.ts';
import { touchSources } from '../store/sources.ts';
import { addUsage, attachUsage, claimMessages, type UsageRow } from '../store/usage.ts';
import type { Message, UsageMessage } from './message.ts';
import { type IdentityMessage, saveIdentities } from './save-identities.ts';
import { Directory } from './users.ts';

/** A stream tells of its accounts this often. */
const ANNOUNCE_DELAY_MS = 2_000;

export interface Batch {
  sourceId: string;
  messages: readonly Message[];
}

interface Keyed<Kind extends Message> {
  key: string;
  sourceId: string;
  message: Kind;
}

/**
 * Writes batches of one workspace in one transaction: each message once per source, identities before usage, and
 * the usage that waited for them. The number of statements does not depend on the number of messages.
 */
export async function writeMessages(workspaceId: string, batches: readonly Batch[]): Promise<void> {
  const directory = new Directory(workspaceId);
  await inTransaction(async () => {
    const calendar = await readCalendar(workspaceId);
    const { identities, usage } = divide(batches);
    await writeIdentities(workspaceId, identities, directory);
    const added = await writeUsage(workspaceId, calendar, usage, directory);
    const waited = await attachWaiting(workspaceId, calendar, directory);
    await touchSources(workspaceId, [...new Set(batches.map(({ sourceId }) => sourceId))]);
    await markChanged(workspaceId, [...added, ...waited], ANNOUNCE_DELAY_MS);
  });
  directory.remember();
}

function divide(batches: readonly Batch[]) {
  const identities = new Map<string, Keyed<IdentityMessage>>();
  const usage = new Map<string, Keyed<UsageMessage>>();
  for (const { sourceId, messages } of batches) {
    for (const message of messages) {
      const key = messageKey(sourceId, message.messageId);
      if (isUsage(message)) usage.set(key, { key, sourceId, message });
      else identities.set(key, { key, sourceId, message });
    }
  }
  return { identities: [...identities.values()], usage: [...usage.values()] };
}

function isUsage(message: Message): message is UsageMessage {
  return message.kind === 'track' || message.kind === 'page' || message.kind === 'screen';
}

async function writeIdentities(
  workspaceId: string,
  identities: Keyed<IdentityMessage>[],
  directory: Directory,
): Promise<void> {
  if (identities.length === 0) return;
  const isNew = await claimMessages(
    workspaceId,
    identities.map(({ key, message }) => ({ key, at: message.at })),
  );
  const messages = identities.filter(({ key }) => isNew.has(key)).map(({ message }) => message);
  if (messages.length === 0) return;
  const users = await saveIdentities(workspaceId, messages, directory);
  await directory.lookUpUsers(users, true);
}

async function writeUsage(
  workspaceId: string,
  calendar: Calendar,
  usage: Keyed<UsageMessage>[],
  directory: Directory,
): Promise<string[]> {
  if (usage.length === 0) return [];
  await directory.lookUpUsers(usage.flatMap(({ message }) => userKey(message) ?? []));
  await directory.lookUpAccounts(usage.flatMap(({ message }) => message.accountExternalId ?? []));
  await upsertFirstTouches(workspaceId, touchesOf(usage, directory));
  const rows = usage.map((keyed, ordinal) => toRow(keyed, ordinal, directory));
  const standing = await withStandingIds(workspaceId, rows);
  return (await addUsage(workspaceId, calendar.timeZone, standing)).accountIds;
}

/** What is remembered of ids may be older than a merge of their records. */
async function withStandingIds(workspaceId: string, rows: UsageRow[]): Promise<UsageRow[]> {
  const ids = (name: 'account_id' | 'person_id') => [...new Set(rows.flatMap((row) => row[name] ?? []))];
  const accounts = await findStandingIds(workspaceId, 'account', ids('account_id'));
  const people = await findStandingIds(workspaceId, 'person', ids('person_id'));
  if (accounts.size + people.size === 0) return rows;
  return rows.map((row) => ({
    ...row,
    account_id: accounts.get(row.account_id ?? '') ?? row.account_id,
    person_id: people.get(row.person_id ?? '') ?? row.person_id,
  }));
}

function userKey(message: Message): string | undefined {
  return message.userId ?? message.anonymousId;
}

function toRow(
  { key, sourceId, message }: Keyed<UsageMessage>,
  ordinal: number,
  directory: Directory,
): UsageRow {
  const user = directory.userOf(userKey(message));
  return {
    ordinal,
    key,
    occurred_at: message.at,
    source_id: sourceId,
    kind: message.kind,
    feature: message.feature,
    account_id: directory.accountOf(message.accountExternalId) ?? user.accountId ?? undefined,
    person_id: user.personId ?? undefined,
    user_key: userKey(message),
    quantity: 1,
    properties: message.properties,
  };
}

/** The earliest channel of each visitor who is not a person yet. */
function touchesOf(usage: Keyed<UsageMessage>[], directory: Directory): FirstTouch[] {
  const touches = new Map<string, FirstTouch>();
  for (const { message } of usage) {
    const key = userKey(message);
    if (!key || !message.channel || directory.userOf(key).personId) continue;
    const known = touches.get(key);
    if (!known || message.at < known.at) {
      touches.set(key, { userKey: key, channel: message.channel, at: message.at });
    }
  }
  return [...touches.values()];
}

async function attachWaiting(
  workspaceId: string,
  calendar: Calendar,
  directory: Directory,
): Promise<string[]> {
  if (directory.learned.size === 0) return [];
  const users = [...directory.learned].map(([key, { accountId, personId }]) => ({
    user_key: key,
    account_id: accountId,
    person_id: personId,
  }));
  return attachUsage(workspaceId, calendar.timeZone, users);
}
