import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { invalidField } from '../../core/problem.ts';
import { type SavedRecord, spread } from '../accounts/save-accounts.ts';
import { mergeRows } from '../merge-rows.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { findOwners } from '../owners.ts';
import {
  cleanChannel,
  cleanCountry,
  cleanEmail,
  cleanId,
  cleanText,
  type Stage,
  type StakeholderRole,
  searchKey,
} from '../rules.ts';
import { selectAccountIds } from '../store/accounts.ts';
import { selectPersonIds } from '../store/people.ts';
import { type PersonRow, upsertPeople } from '../store/save-people.ts';
import type { SavedRow } from '../store/save-rounds.ts';
import { type StakeholderLink, upsertStakeholders } from '../store/stakeholders.ts';
import { tellStageMoves } from '../timeline/tell-changes.ts';

const ROWS_PER_STATEMENT = 10_000;
const MAX_WEIGHT = 100;

/** A person as a source tells of them: an e-mail address is enough. Absent, null and empty fields keep what is known. */
export interface PersonInput {
  externalId?: string | null;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  title?: string | null;
  country?: string | null;
  /** The account they belong to, by either id; an unknown external id is passed over. */
  accountExternalId?: string | null;
  accountId?: string | null;
  /** Their part in that account. */
  role?: StakeholderRole | null;
  /** 0 to 100: how much their word counts there. */
  weight?: number | null;
  channel?: string | null;
  stage?: Stage | null;
  ownerEmail?: string | null;
  attributes?: Record<string, unknown> | null;
}

/**
 * Creates and updates people, known by external id, else e-mail address, else name within the account, and their
 * parts in accounts. An address that belongs to somebody with another external id stays with them. As with accounts,
 * a batch is a few statements, and concurrent calls neither fail nor double. Emits `people.saved` for what changed
 * and `people.created` for who is new.
 * @returns what became of each row, in order.
 * @throws Problem 422 naming the field of a row that cannot be a person.
 */
export async function savePeople(workspaceId: string, inputs: PersonInput[]): Promise<SavedRecord[]> {
  return inTransaction(async () => {
    await holdIds(workspaceId);
    const owners = await findOwners(workspaceId, inputs);
    const saved: SavedRecord[] = [];
    for (let from = 0; from < inputs.length; from += ROWS_PER_STATEMENT)
      saved.push(...(await saveBatch(workspaceId, inputs.slice(from, from + ROWS_PER_STATEMENT), owners)));
    return saved;
  });
}

/** Internal ids by external id and by lower-case e-mail address, in one map; unknown ones are missing. */
export async function findPersonIds(
  workspaceId: string,
  keys: { externalIds?: string[]; emails?: string[] },
): Promise<Map<string, string>> {
  await holdIds(workspaceId);
  return selectPersonIds(
    workspaceId,
    keys.externalIds ?? [],
    (keys.emails ?? []).map((email) => email.toLowerCase()),
  );
}

async function saveBatch(
  workspaceId: string,
  inputs: PersonInput[],
  owners: Map<string, string>,
): Promise<SavedRecord[]> {
  const at = now();
  const accounts = await selectAccountIds(
    workspaceId,
    inputs.flatMap((input) => cleanId('accountExternalId', input.accountExternalId) ?? []),
  );
  const rows = inputs.map((input) => toRow(input, accounts, owners));
  const { merged, places } = mergeRows(rows, (row) => ({
    externalId: row.externalId,
    address: row.email,
    name: row.nameKey === undefined ? undefined : `${row.accountId ?? ''} ${row.nameKey}`,
  }));
  const { saved, moves } = await upsertPeople(workspaceId, merged, at);
  await tellStageMoves(workspaceId, 'personId', moves, at);
  const all = spread(saved, places);
  const linked = await upsertStakeholders(workspaceId, toLinks(inputs, rows, all), at);
  const outcomes = all.map((row, index) => ({
    ...row,
    externalId: rows[index]?.externalId ?? null,
    outcome: row.outcome === 'unchanged' && linked.has(row.id) ? 'updated' : row.outcome,
  }));
  const changed = outcomes.filter((row) => row.outcome !== 'unchanged').map((row) => row.id);
  if (changed.length > 0) await emit(workspaceId, 'people.saved', { personIds: [...new Set(changed)] });
  const createdIds = saved.filter((row) => row.outcome === 'created').map((row) => row.id);
  if (createdIds.length > 0) await emit(workspaceId, 'people.created', { personIds: createdIds });
  return outcomes;
}

function toRow(input: PersonInput, accounts: Map<string, string>, owners: Map<string, string>): PersonRow {
  const name = cleanText(input.name);
  const row: PersonRow = {
    externalId: cleanId('externalId', input.externalId),
    email: cleanEmail(input.email),
    name,
    nameKey: name === undefined ? undefined : searchKey(name),
    phone: cleanText(input.phone),
    title: cleanText(input.title),
    country: cleanCountry(input.country),
    accountId: input.accountId ?? accounts.get(input.accountExternalId?.trim() ?? ''),
    channel: cleanChannel(input.channel),
    stage: input.stage ?? undefined,
    ownerId: owners.get(input.ownerEmail?.toLowerCase() ?? ''),
    attributes: input.attributes ?? undefined,
  };
  if (typeof input.weight === 'number' && !(input.weight >= 0 && input.weight <= MAX_WEIGHT))
    throw invalidField('weight', `must be between 0 and ${MAX_WEIGHT}`);
  if (!(row.externalId ?? row.email ?? row.name))
    throw invalidField('email', 'a person needs an e-mail address, an external id or a name');
  return row;
}

/** Every row with an account is a link, also those of one person that were folded; the last one given holds. */
function toLinks(inputs: PersonInput[], rows: PersonRow[], saved: SavedRow[]): StakeholderLink[] {
  const links = new Map<string, StakeholderLink>();
  for (const [index, { role, weight }] of inputs.entries()) {
    const accountId = rows[index]?.accountId;
    const personId = saved[index]?.id;
    if (!accountId || !personId) continue;
    const key = `${accountId} ${personId}`;
    const link = links.get(key) ?? { accountId, personId };
    links.set(key, { ...link, ...(role ? { role } : {}), ...(typeof weight === 'number' ? { weight } : {}) });
  }
  return [...links.values()];
}
