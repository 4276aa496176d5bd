import { systemActor } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { words } from '../../core/words.ts';
import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import { creditSale, findSales, type NewSale, recordSales } from '../../tracking/index.ts';
import { type Credit, readNamed } from './read-named.ts';
import { type RecordedRow, sayKnown, sayRecorded } from './say-outcome.ts';
import { isOutcome, type SaleRow, toSale } from './to-sale.ts';

interface TakenRow {
  sale: NewSale & { externalId: string };
  credit: Credit | null;
}

/**
 * Records the sales of a file as the sale endpoint does, with attribution, commission and ledger. A row that names an
 * affiliate is credited to them by hand, in the name of whoever brings the file in; one that names what is not there
 * is not taken, so that its order stays free for the row that is right.
 */
export async function saveSaleRows(
  workspaceId: string,
  rows: SaleRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  const named = await readNamed(workspaceId, rows);
  const taken: (TakenRow | RowOutcome)[] = [];
  for (const row of rows) {
    const credit = await named.creditOf(row);
    const sale = credit && isOutcome(credit) ? credit : toSale(row, await named.customerOf(row), now());
    taken.push(isOutcome(sale) ? sale : { sale, credit: credit as Credit | null });
  }
  const open = taken.filter((each): each is TakenRow => !isOutcome(each));
  const outcomes = await recordRows(workspaceId, open, context);
  return taken.map((each) => (isOutcome(each) ? each : (outcomes.shift() ?? { outcome: 'unchanged' })));
}

/** @returns an outcome for each, in order. */
async function recordRows(
  workspaceId: string,
  rows: TakenRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  const sales = rows.map(({ sale }) => sale);
  const known = new Map(
    (
      await findSales(
        workspaceId,
        sales.map(({ externalId }) => externalId),
      )
    ).map((sale) => [sale.externalId, sale]),
  );
  const recorded: RecordedRow[] = [];
  for (const [index, told] of (await recordSales(workspaceId, sales)).entries()) {
    if ('knownSaleId' in told) continue;
    const credit = rows[index]?.credit ?? null;
    if (credit) await giveCredit(workspaceId, told.sale.id, credit, context);
    recorded.push({ ...told, credit });
  }
  const notes = await sayRecorded(workspaceId, recorded);
  return sales.map((sale) => {
    const earlier = known.get(sale.externalId);
    return earlier
      ? { outcome: 'unchanged', notes: [sayKnown(earlier, sale)] }
      : { outcome: 'created', notes: notes.get(sale.externalId) ?? [] };
  });
}

async function giveCredit(
  workspaceId: string,
  saleId: string,
  { affiliate, offerId }: Credit,
  { byName }: ImportContext,
): Promise<void> {
  const actor = { ...systemActor(workspaceId, 'import'), name: byName };
  const reason = words(actor.locale, 'offline:creditReason');
  await creditSale(actor, saleId, { affiliateId: affiliate.id, offerId, keepsCustomer: true, reason });
}
