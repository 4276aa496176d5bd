import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { type Affiliate, findAffiliate, getOwnAffiliate } from '../affiliates/index.ts';
import {
  listConditions,
  listStatementCurrencies,
  readStatement,
  type StatementMovement,
  sayHolds,
} from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { monthAround } from '../core/calendar.ts';
import { notFound } from '../core/problem.ts';
import { findWorkspace } from '../workspace/index.ts';
import { sayMovement } from './say-movement.ts';
import type { Statement, StatementQuery } from './schema.ts';

/** The movements that are not payable while their commission is held. */
const EARNS = new Set<StatementMovement['kind']>(['commission', 'vesting', 'award']);

/** One affiliate's month in one currency, from the ledger. @throws Problem 404 */
export async function viewStatement(
  actor: Actor,
  affiliateId: string,
  query: StatementQuery,
): Promise<Statement> {
  authorize(actor, 'payouts.read');
  const affiliate = await findAffiliate(actor.workspaceId, affiliateId);
  if (!affiliate) throw notFound('affiliate');
  return statementOf(actor, affiliate, query);
}

/** The signed-in affiliate's own month. */
export async function viewOwnStatement(actor: Actor, query: StatementQuery): Promise<Statement> {
  return statementOf(actor, await getOwnAffiliate(actor), query);
}

async function statementOf(actor: Actor, affiliate: Affiliate, query: StatementQuery): Promise<Statement> {
  const { workspaceId, locale } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const currencies = await listStatementCurrencies(workspaceId, affiliate.id);
  const currency = query.currency ?? currencyOf(currencies, workspace.currency);
  const period = monthIn(workspace.timeZone, query.month, actor.now);
  const which = { affiliateId: affiliate.id, currency, from: period.from, to: period.to };
  const { openingMinor, movements } = await readStatement(workspaceId, which);
  const conditions = await listConditions(workspaceId, which, actor);
  const commissionIds = [...new Set(movements.flatMap(({ commissionId }) => commissionId ?? []))];
  const reviews = await sayHolds(workspaceId, commissionIds, locale);
  return {
    affiliateId: affiliate.id,
    affiliateName: affiliate.name,
    currency,
    currencies,
    ...period,
    openingMinor,
    ...totalsOf(openingMinor, movements),
    waitingMinor: conditions
      .filter(({ state }) => state === 'waiting')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    conditions,
    movements: withBalances(openingMinor, movements).map((movement) => ({
      ...movement,
      text: sayMovement(movement, locale),
      review: (EARNS.has(movement.kind) && reviews.get(movement.commissionId ?? '')) || null,
    })),
  };
}

function currencyOf(currencies: string[], preferred: string): string {
  return currencies.includes(preferred) ? preferred : (currencies[0] ?? preferred);
}

/** A month as people of the time zone know it; `to` is exclusive. */
export function monthIn(timeZone: string, month: string | undefined, now: Date) {
  const name = month ?? format(new TZDate(now.getTime(), timeZone), 'yyyy-MM');
  const [year, number] = name.split('-').map(Number);
  const start = new TZDate(year ?? 0, (number ?? 1) - 1, 1, timeZone);
  return { month: name, ...monthAround(start, timeZone) };
}

export function totalsOf(openingMinor: number, movements: Pick<StatementMovement, 'kind' | 'amountMinor'>[]) {
  const sum = (...kinds: StatementMovement['kind'][]) =>
    movements
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((total, movement) => total + movement.amountMinor, 0);
  const commissionsMinor = sum('commission', 'vesting', 'award');
  const corrections = [
    'refund',
    'restoration',
    'decline',
    'reinstatement',
    'reattribution',
    'redecision',
    'takeback',
    'giveback',
  ] as const;
  const reversalsMinor = sum(...corrections);
  const payoutsMinor = sum('payout', 'payout_return');
  const recoveriesMinor = sum('recovery', 'recovery_return');
  const closingMinor = openingMinor + commissionsMinor + reversalsMinor + payoutsMinor + recoveriesMinor;
  return { commissionsMinor, reversalsMinor, payoutsMinor, recoveriesMinor, closingMinor };
}

function withBalances(openingMinor: number, movements: StatementMovement[]) {
  let balanceMinor = openingMinor;
  return movements.map((movement) => {
    balanceMinor += movement.amountMinor;
    return { ...movement, balanceMinor };
  });
}
