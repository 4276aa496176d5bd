import { listCommissionsOfSales } from '../../commissions/index.ts';
import { now } from '../../core/clock.ts';
import { formatMoney } from '../../core/money.ts';
import type { RowNote } from '../../customers/index.ts';
import { explainDecision, type KeptDecision, type Sale } from '../../tracking/index.ts';
import type { Credit } from './read-named.ts';

/** The notes are kept as codes and values; the sentences are made for each reader. */
const KEPT_LOCALE = 'en';

export interface RecordedRow {
  sale: Sale;
  decision: KeptDecision;
  credit: Credit | null;
}

/** Who was credited, why, and what it earns them; by the sales' external ids. */
export async function sayRecorded(
  workspaceId: string,
  rows: readonly RecordedRow[],
): Promise<Map<string, RowNote[]>> {
  const commissions = await listCommissionsOfSales(
    workspaceId,
    rows.map(({ sale }) => sale.id),
    now(),
  );
  const bySale = Map.groupBy(commissions, ({ saleId }) => saleId);
  const notes = new Map<string, RowNote[]>();
  for (const { sale, decision, credit } of rows) {
    const why = credit
      ? { code: 'offline:note.named', values: { affiliate: credit.affiliate.name } }
      : await sayDecision(workspaceId, decision);
    const isCredited = credit !== null || decision.affiliateId !== null;
    notes.set(sale.externalId, isCredited ? [why, sayCommission(bySale.get(sale.id) ?? [])] : [why]);
  }
  return notes;
}

async function sayDecision(workspaceId: string, decision: KeptDecision): Promise<RowNote> {
  const { reason } = await explainDecision(workspaceId, decision, KEPT_LOCALE, null);
  const values = Object.entries(reason.values).map(([name, value]) => [name, String(value)] as const);
  return { code: reason.code, values: Object.fromEntries(values) };
}

/** Of all who share the sale together: they are paid by one plan, so in one currency. */
function sayCommission(
  commissions: { keptMinor: number; waitingMinor: number; currency: string }[],
): RowNote {
  const minor = commissions.reduce((sum, { keptMinor, waitingMinor }) => sum + keptMinor + waitingMinor, 0);
  const [first] = commissions;
  if (!first || minor === 0) return { code: 'offline:note.noCommission' };
  return { code: 'offline:note.commission', values: { amount: formatMoney(minor, first.currency) } };
}

/** Of an order that was told before: it stays as it was, whatever the row says. */
export function sayKnown(
  known: Pick<Sale, 'amountMinor' | 'currency'>,
  told: { amountMinor: number; currency: string },
): RowNote {
  const isSame = known.amountMinor === told.amountMinor && known.currency === told.currency.toUpperCase();
  if (isSame) return { code: 'offline:note.known' };
  const amount = formatMoney(known.amountMinor, known.currency);
  return { code: 'offline:note.knownOtherwise', values: { amount } };
}
