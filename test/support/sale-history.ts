import fc from 'fast-check';
import { listBalances } from '../../server/commissions/index.ts';
import type { PlanInput } from '../../server/commissions/plans/schema.ts';
import { inTransaction } from '../../server/core/db.ts';
import { emit } from '../../server/core/events.ts';
import { AFTER_HOLD, listBooked, sharesFor, tellRefund } from './money.ts';

/** One thing that the tracker tells; a move and a refund come after their sale, in whatever order all arrive. */
export interface ToldSale {
  externalId: string;
  affiliateId: string | null;
  customerId: string;
  amountMinor: number;
  currency: string;
  occurredAt: string;
  product: string;
  /** Of the sale, taken back after it; 0 is none. */
  refundedMinor: number;
  /** Who gets the credit afterwards; undefined leaves it. */
  movesTo: string | null | undefined;
  /** Who shares the sale with its affiliate, before and after it has moved. */
  helperId: string | null;
  nextHelperId: string | null;
}

const percent = (rateBasisPoints: number) => ({ kind: 'percent' as const, rateBasisPoints });
const common: PlanInput = { name: 'P', ...percent(1_000), recurrence: 'lifetime', currency: 'USD' };
const every = { when: {}, reward: percent(2_000), recurrence: 'lifetime' as const };
const flat = { kind: 'flat' as const, flatAmountMinor: 1_234 };

/** A plan of every kind that looks at what came before a sale. */
export const PLANS_WITH_A_PAST: PlanInput[] = [
  { ...common, recurrence: 'once' },
  { ...common, recurrence: 'months', recurrenceMonths: 1 },
  { ...common, maxPerCustomerMinor: 2_500 },
  { ...common, monthlyBudgetMinor: 3_000, maxPerCustomerMinor: 2_000 },
  {
    ...common,
    rules: [
      {
        ...every,
        tiers: { by: 'count', period: 'month', steps: [{ from: 2, reward: flat }] },
      },
    ],
  },
  {
    ...common,
    maxPerCustomerMinor: 4_000,
    rules: [
      { ...every, when: { products: ['Pro'] }, later: { afterPayments: 1, reward: flat } },
      { ...every, when: { customer: 'new' }, recurrence: 'months', recurrenceMonths: 2 },
      {
        ...every,
        reward: percent(500),
        tiers: { by: 'revenue', period: 'lifetime', steps: [{ from: 10_000, reward: percent(3_000) }] },
      },
    ],
  },
];

/** Up to a dozen sales of three customers in three months, with two affiliates or nobody. */
export const saleHistory = fc
  .array(
    fc.record({
      affiliateId: fc.constantFrom('aff_1', 'aff_1', 'aff_2', null),
      customerId: fc.constantFrom('cus_1', 'cus_2', 'cus_3'),
      amountMinor: fc.integer({ min: 1, max: 20_000 }),
      currency: fc.constantFrom('USD', 'USD', 'EUR'),
      day: fc.integer({ min: 0, max: 80 }),
      product: fc.constantFrom('Pro', 'Basic'),
      refundedShare: fc.constantFrom(0, 0, 0.5, 1),
      movesTo: fc.constantFrom(undefined, undefined, undefined, 'aff_1', 'aff_2', null),
      helperId: fc.constantFrom(null, null, 'aff_1', 'aff_2', 'aff_3'),
      nextHelperId: fc.constantFrom(null, 'aff_1', 'aff_3'),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ day, refundedShare, ...draft }, place): ToldSale => {
      const occurredAt = new Date(Date.UTC(2026, 0, 1 + day, 10)).toISOString();
      const refundedMinor = Math.floor(draft.amountMinor * refundedShare);
      return { ...draft, occurredAt, refundedMinor, externalId: `inv-${String(place).padStart(2, '0')}` };
    }),
  );

function sharesOf(
  { amountMinor, ...first }: ToldSale,
  who: Pick<ToldSale, 'affiliateId' | 'helperId'> = first,
) {
  return sharesFor(who.affiliateId, amountMinor, who.helperId);
}

/** Who has a share of a sale in the end. */
function holdersOf(sale: ToldSale): string[] {
  const { movesTo, nextHelperId: helperId } = sale;
  const shares = movesTo === undefined ? sharesOf(sale) : sharesOf(sale, { affiliateId: movesTo, helperId });
  return shares.map(({ affiliateId }) => affiliateId);
}

/** By time, as they happened. */
export function inOrder(one: ToldSale, other: ToldSale): number {
  return one.occurredAt === other.occurredAt
    ? one.externalId.localeCompare(other.externalId)
    : one.occurredAt.localeCompare(other.occurredAt);
}

/**
 * Tells them in the given order as the tracker does, each twice where it is told to.
 * @param before is called with each place, before its sale is told.
 */
export async function tellHistory(
  workspaceId: string,
  sales: ToldSale[],
  isTwice = false,
  before?: (place: number) => Promise<void>,
): Promise<void> {
  const known: ToldSale[] = [];
  for (const [place, sale] of sales.entries()) {
    await before?.(place);
    known.push(sale);
    const ofCustomer = known.filter(({ customerId }) => customerId === sale.customerId);
    const saleNumber = ofCustomer.filter((other) => inOrder(other, sale) <= 0).length;
    const { refundedMinor, movesTo, helperId, nextHelperId, ...facts } = sale;
    const saleId = `sale_${sale.externalId}`;
    const told = {
      ...facts,
      saleId,
      saleNumber,
      offerId: sale.affiliateId && 'off_1',
      shares: sharesOf(sale),
    };
    const tell = (type: string, payload: object) => inTransaction(() => emit(workspaceId, type, payload));
    await tell('sale.recorded', told);
    if (isTwice) await tell('sale.recorded', told);
    if (movesTo !== undefined) {
      const shares = sharesOf(sale, { affiliateId: movesTo, helperId: nextHelperId });
      const moved = { ...told, affiliateId: movesTo, offerId: movesTo && 'off_1', shares };
      await tell('sale.attributed', moved);
    }
    if (refundedMinor > 0) {
      await tellRefund(workspaceId, saleId, refundedMinor, `ref_${saleId}`);
      if (isTwice) await tellRefund(workspaceId, saleId, refundedMinor, `ref_${saleId}`);
    }
  }
}

/** What the books end in: balances, and each commission by its sale and affiliate. */
export async function booksOf(workspaceId: string, sales: ToldSale[]) {
  const holders = new Map(sales.map((sale) => [sale.externalId, holdersOf(sale)]));
  const balances = (await listBalances(workspaceId, null, AFTER_HOLD)).filter(
    ({ pendingMinor, payableMinor }) => pendingMinor !== 0 || payableMinor !== 0,
  );
  const commissions = (await listBooked(workspaceId))
    .filter(({ saleExternalId, affiliateId }) => holders.get(saleExternalId ?? '')?.includes(affiliateId))
    .map(({ saleExternalId, affiliateId, creditedMinor, amountMinor, keptMinor, currency, nothingBecause }) =>
      [saleExternalId, affiliateId, creditedMinor, amountMinor, keptMinor, currency, nothingBecause].join(
        ' ',
      ),
    );
  return { balances, commissions: commissions.toSorted() };
}
