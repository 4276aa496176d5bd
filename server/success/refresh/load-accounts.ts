import { subDays } from 'date-fns/subDays';
import { ASK_CAP_DAYS, listAffiliates, listAsks } from '../../affiliates/index.ts';
import { mapInTurns } from '../../core/turns.ts';
import {
  type AccountSummary,
  listAccountSummaries,
  listStakeholders,
  type Stakeholder,
} from '../../customers/index.ts';
import { type AccountFacts, listAccountFacts } from '../../signals/index.ts';
import { type Override, type PulseRow, selectOverrides, selectPulses } from '../store/judgments.ts';
import { newestFactAt } from './learn.ts';

const DAY_MS = 86_400_000;
// Sources that have been silent for longer describe a moment in the past: the figures are given as of then.
const OLD_DATA_DAYS = 30;

/** All that is known of one account. */
export interface AccountFile {
  summary: AccountSummary;
  facts: AccountFacts;
  people: Stakeholder[];
  override: Override | null;
  pulse: PulseRow | null;
  isAffiliate: boolean;
}

export interface LoadedAccounts {
  files: AccountFile[];
  /** When each person was last asked, within the cap. */
  askedAt: Map<string, Date>;
}

/** Facts as of `at`, or as of the newest data where that is older than a month. */
export async function loadFacts(
  workspaceId: string,
  at: Date,
): Promise<{ facts: AccountFacts[]; asOf: Date }> {
  const facts = await listAccountFacts(workspaceId, null, at);
  const newest = newestFactAt(facts);
  if (!newest || at.getTime() - newest.getTime() <= OLD_DATA_DAYS * DAY_MS) return { facts, asOf: at };
  // The end of the newest day, so that this day still counts.
  const asOf = new Date((Math.floor(newest.getTime() / DAY_MS) + 1) * DAY_MS);
  return { facts: await listAccountFacts(workspaceId, null, asOf), asOf };
}

/** Everything about accounts, by the facts given. Null ids mean all, also those without any fact. */
export async function loadAccounts(
  workspaceId: string,
  accountIds: string[] | null,
  known: readonly AccountFacts[],
  { at, asOf }: { at: Date; asOf: Date },
): Promise<LoadedAccounts> {
  const summaries = await listAccountSummaries(workspaceId, accountIds);
  const people = Map.groupBy(await listStakeholders(workspaceId, accountIds), ({ accountId }) => accountId);
  const overrides = byAccount(await selectOverrides(workspaceId, accountIds, at));
  const pulses = byAccount(await selectPulses(workspaceId, accountIds, at));
  const affiliates = await loadAffiliates(workspaceId);
  const facts = byAccount(known);
  const others = summaries.filter(({ id }) => !facts.has(id)).map(({ id }) => id);
  for (const row of await listAccountFacts(workspaceId, others, asOf)) facts.set(row.accountId, row);
  const files = await mapInTurns(summaries, (summary): AccountFile | null => {
    const accountFacts = facts.get(summary.id);
    if (!accountFacts) return null;
    const stakeholders = people.get(summary.id) ?? [];
    return {
      summary,
      facts: accountFacts,
      people: stakeholders,
      override: overrides.get(summary.id) ?? null,
      pulse: pulses.get(summary.id) ?? null,
      isAffiliate:
        affiliates.has(summary.id) || stakeholders.some(({ personId }) => affiliates.has(personId)),
    };
  });
  return { files: files.filter((file) => file !== null), askedAt: await loadAsks(workspaceId, at) };
}

function byAccount<Row extends { accountId: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Ids of the accounts and people that take part or have applied; who was rejected may be asked again. */
async function loadAffiliates(workspaceId: string): Promise<Set<string>> {
  const affiliates = await listAffiliates(workspaceId, null);
  return new Set(
    affiliates
      .filter(({ status }) => status !== 'rejected')
      .flatMap(({ accountId, personId }) => [accountId, personId].filter((id) => id !== null)),
  );
}

async function loadAsks(workspaceId: string, at: Date): Promise<Map<string, Date>> {
  const asks = await listAsks(workspaceId, subDays(at, ASK_CAP_DAYS));
  // Oldest first, so the latest stays.
  return new Map(asks.map(({ personId, askedAt }) => [personId, askedAt]));
}
