import { subDays } from 'date-fns/subDays';
import { ASK_CAP_DAYS, listAffiliates, listAsks } from '../../affiliates/index.ts';
import { mapInTurns } from '../../core/turns.ts';
import {
  type AccountSummary,
  type BoughtProduct,
  listAccountSummaries,
  listBoughtProducts,
  listStakeholders,
  type Stakeholder,
} from '../../customers/index.ts';
import { type AccountFacts, listAccountFacts } from '../../signals/index.ts';
import { type Override, type PulseRow, selectOverrides, selectPulses } from '../store/judgments.ts';

/** All that is known of one account. */
export interface AccountFile {
  summary: AccountSummary;
  facts: AccountFacts;
  people: Stakeholder[];
  override: Override | null;
  pulse: PulseRow | null;
  isAffiliate: boolean;
  products: BoughtProduct[];
}

/** Who is in the program already, and when each person was last asked, within the cap. */
export interface ProgramState {
  /** Ids of the accounts and people that take part or have applied; who was rejected may be asked again. */
  affiliates: ReadonlySet<string>;
  askedAt: ReadonlyMap<string, Date>;
}

export async function loadProgramState(workspaceId: string, at: Date): Promise<ProgramState> {
  const affiliates = await listAffiliates(workspaceId, null);
  const asks = await listAsks(workspaceId, subDays(at, ASK_CAP_DAYS));
  return {
    affiliates: new Set(
      affiliates
        .filter(({ status }) => status !== 'rejected')
        .flatMap(({ accountId, personId }) => [accountId, personId].filter((id) => id !== null)),
    ),
    // Oldest first, so the latest stays.
    askedAt: new Map(asks.map(({ personId, askedAt }) => [personId, askedAt])),
  };
}

export interface LoadingContext {
  /** What somebody judged, until now. */
  at: Date;
  /** What happened, until then. */
  asOf: Date;
  affiliates: ReadonlySet<string>;
}

/** Everything about accounts; ids that are not the workspace's are passed over. */
export async function loadAccounts(
  workspaceId: string,
  accountIds: string[],
  { at, asOf, affiliates }: LoadingContext,
): Promise<AccountFile[]> {
  const summaries = await listAccountSummaries(workspaceId, accountIds);
  const people = Map.groupBy(await listStakeholders(workspaceId, accountIds), ({ accountId }) => accountId);
  const products = Map.groupBy(
    await listBoughtProducts(workspaceId, accountIds),
    ({ accountId }) => accountId,
  );
  const overrides = byAccount(await selectOverrides(workspaceId, accountIds, at));
  const pulses = byAccount(await selectPulses(workspaceId, accountIds, at));
  const facts = byAccount(await listAccountFacts(workspaceId, accountIds, asOf));
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
      products: products.get(summary.id) ?? [],
      isAffiliate:
        affiliates.has(summary.id) || stakeholders.some(({ personId }) => affiliates.has(personId)),
    };
  });
  return files.filter((file) => file !== null);
}

function byAccount<Row extends { accountId: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.accountId, row]));
}
