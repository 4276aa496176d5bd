import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { invalidField } from '../../core/problem.ts';
import { mergeRows } from '../merge-rows.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { findOwners } from '../owners.ts';
import {
  cleanChannel,
  cleanCount,
  cleanCountry,
  cleanDomain,
  cleanId,
  cleanText,
  cleanTime,
  type Stage,
  searchKey,
} from '../rules.ts';
import { type AccountRow, upsertAccounts } from '../store/save-accounts.ts';
import type { SavedRow } from '../store/save-rounds.ts';
import { tellOnboardings, tellStageMoves } from '../timeline/tell-changes.ts';

const ROWS_PER_STATEMENT = 10_000;

/** An account as a source tells of it. Absent, null and empty fields keep what is known. */
export interface AccountInput {
  externalId?: string | null;
  name?: string | null;
  domain?: string | null;
  industry?: string | null;
  country?: string | null;
  planTier?: string | null;
  seats?: number | null;
  channel?: string | null;
  stage?: Stage | null;
  /** A member of the workspace; anybody else is passed over. */
  ownerEmail?: string | null;
  signedUpAt?: Date | null;
  onboardedAt?: Date | null;
  /** Joined with the attributes that are known. */
  attributes?: Record<string, unknown> | null;
}

export interface SavedRecord extends SavedRow {
  externalId: string | null;
}

/**
 * Creates and updates accounts, known by external id, else domain, else name: a batch takes the same few statements
 * however large it is, and concurrent calls neither fail nor double. Emits `accounts.saved` for what changed
 * and `accounts.created` for what is new.
 * @returns what became of each row, in order.
 * @throws Problem 422 naming the field of a row that cannot be an account.
 */
export async function saveAccounts(workspaceId: string, inputs: AccountInput[]): Promise<SavedRecord[]> {
  return inTransaction(async () => {
    await holdIds(workspaceId);
    const owners = await findOwners(workspaceId, inputs);
    const saved: SavedRecord[] = [];
    for (let from = 0; from < inputs.length; from += ROWS_PER_STATEMENT) {
      const rows = inputs.slice(from, from + ROWS_PER_STATEMENT).map((input) => toRow(input, owners));
      saved.push(...(await saveBatch(workspaceId, rows)));
    }
    return saved;
  });
}

function toRow(input: AccountInput, owners: Map<string, string>): AccountRow {
  const name = cleanText(input.name);
  const row: AccountRow = {
    externalId: cleanId('externalId', input.externalId),
    name,
    nameKey: name === undefined ? undefined : searchKey(name),
    domain: cleanDomain(input.domain),
    industry: cleanText(input.industry),
    country: cleanCountry(input.country),
    planTier: cleanText(input.planTier),
    seats: cleanCount('seats', input.seats),
    channel: cleanChannel(input.channel),
    stage: input.stage ?? undefined,
    ownerId: owners.get(input.ownerEmail?.toLowerCase() ?? ''),
    signedUpAt: cleanTime('signedUpAt', input.signedUpAt),
    onboardedAt: cleanTime('onboardedAt', input.onboardedAt),
    attributes: input.attributes ?? undefined,
  };
  if (!(row.externalId ?? row.domain ?? row.name))
    throw invalidField('name', 'an account needs an external id, a domain or a name');
  return row;
}

async function saveBatch(workspaceId: string, rows: AccountRow[]): Promise<SavedRecord[]> {
  const at = now();
  const { merged, places } = mergeRows(rows, (row) => ({
    externalId: row.externalId,
    address: row.domain,
    name: row.nameKey,
  }));
  const { saved, moves, onboardings } = await upsertAccounts(workspaceId, merged, at);
  await tellStageMoves(workspaceId, 'accountId', moves, at);
  await tellOnboardings(workspaceId, onboardings, at);
  const accountIds = saved.filter((row) => row.outcome !== 'unchanged').map((row) => row.id);
  if (accountIds.length > 0) await emit(workspaceId, 'accounts.saved', { accountIds });
  const createdIds = saved.filter((row) => row.outcome === 'created').map((row) => row.id);
  if (createdIds.length > 0) await emit(workspaceId, 'accounts.created', { accountIds: createdIds });
  return spread(saved, places).map((row, index) => ({ ...row, externalId: rows[index]?.externalId ?? null }));
}

/** Gives each row of a batch the outcome of the one it was folded into: only the first created it. */
export function spread(saved: SavedRow[], places: number[]): SavedRow[] {
  const told = new Set<number>();
  return places.map((place) => {
    const row = saved[place] as SavedRow;
    const isRepeat = told.has(place);
    told.add(place);
    return isRepeat && row.outcome === 'created' ? { ...row, outcome: 'updated' } : row;
  });
}
