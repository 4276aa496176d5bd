import { emit } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { correction } from './rules.ts';
import { type LockedCommission, lockCommission, lockCommissionsOfSale } from './store/corrections.ts';
import { type CorrectionKind, insertCorrection } from './store/ledger.ts';

interface Booking {
  kind: CorrectionKind;
  /** Of what made the correction necessary; books once, for ever. */
  source: string;
  at: Date;
}

/** Corrects every commission that a sale has ever had. */
export async function correctCommissionsOfSale(
  workspaceId: string,
  saleId: string,
  booking: Booking,
): Promise<void> {
  for (const { id } of await lockCommissionsOfSale(workspaceId, saleId)) {
    await correctCommission(workspaceId, id, booking);
  }
}

/**
 * Books the difference between what the affiliate keeps by the rules and what the lines sum to, if there is any.
 * The commission stays locked, so that two corrections follow one another. Null for an unknown commission.
 */
export async function correctCommission(
  workspaceId: string,
  id: string,
  { kind, source, at }: Booking,
): Promise<LockedCommission | null> {
  const commission = await lockCommission(workspaceId, id);
  if (!commission) return null;
  const none = { currency: commission.currency, earnedMinor: 0, waitingMinor: 0 };
  const isBooked = commission.booked.some(({ currency }) => currency === commission.currency);
  for (const { currency, ...booked } of isBooked ? commission.booked : [...commission.booked, none]) {
    const isOwn = currency === commission.currency;
    const change = correction(isOwn ? commission : { ...commission, amountMinor: 0 }, booked);
    if (change.earnedMinor === 0 && change.waitingMinor === 0) continue;
    const sourceKey = `${kind}:${source}:${id}${isOwn ? '' : `:${currency}`}`;
    await insertCorrection(workspaceId, {
      ...{ entryId: newId('ent'), sourceKey, kind, at, currency, commission },
      ...change,
    });
    await tellCorrection(workspaceId, commission, kind, change.earnedMinor + change.waitingMinor);
  }
  return commission;
}

/** What only moves from waiting to earned is neither taken back nor given again. */
async function tellCorrection(
  workspaceId: string,
  { id: commissionId, affiliateId }: LockedCommission,
  because: CorrectionKind,
  changeMinor: number,
): Promise<void> {
  if (changeMinor === 0) return;
  const type = changeMinor < 0 ? 'commission.reversed' : 'commission.restored';
  await emit(workspaceId, type, { commissionId, affiliateId, changeMinor, because });
}
