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
  const bySale = new Map(commissions.map((commission) => [commission.saleId, commission]));
  const notes = new Map<string, RowNote[]>();
  for (const { sale, decision, credit } of rows) {
    const why = credit
      ? { code: 'offline:note.named', values: { affiliate: credit.affiliate.name } }
      : await sayDecision(workspaceId, decision);
    const commission = bySale.get(sale.id);
    const isCredited = credit !== null || decision.affiliateId !== null;
    notes.set(sale.externalId, isCredited ? [why, sayCommission(commission)] : [why]);
  }
  return notes;
}

async function sayDecision(workspaceId: string, decision: KeptDecision): Promise<RowNote> {
  const { reason } = await explainDecision(workspaceId, decision, KEPT_LOCALE);
  const values = Object.entries(reason.values).map(([name, value]) => [name, String(value)] as const);
  return { code: reason.code, values: Object.fromEntries(values) };
}

function sayCommission(
  commission: { keptMinor: number; waitingMinor: number; currency: string } | undefined,
): RowNote {
  const minor = commission ? commission.keptMinor + commission.waitingMinor : 0;
  if (!commission || minor === 0) return { code: 'offline:note.noCommission' };
  return { code: 'offline:note.commission', values: { amount: formatMoney(minor, commission.currency) } };
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
