import { getOwnAffiliate } from '../../affiliates/index.ts';
import { listBalances } from '../../commissions/index.ts';
import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { claimsOutsidePayouts } from '../open-claims.ts';
import { listGroupMinimums } from '../store/group-terms.ts';
import { listMinimums } from '../store/minimums.ts';
import {
  insertRequest,
  listOpenRequests,
  listOwnMinimums,
  mapLockedAmounts,
  upsertOwnMinimum,
} from '../store/timing.ts';
import { minimumOf } from './rules.ts';
import type { PayoutOutlook } from './schema.ts';

/** What the signed-in affiliate has to know of the next payout, in each currency there is a balance in. */
export async function viewOutlook(actor: Actor): Promise<PayoutOutlook> {
  const { id, groupId } = await getOwnAffiliate(actor);
  const { workspaceId } = actor;
  const locked = await mapLockedAmounts(workspaceId, id);
  const minimums = mapByCurrency(await listMinimums(workspaceId));
  const groupMinimums = (await listGroupMinimums(workspaceId)).filter((row) => row.groupId === groupId);
  const ofGroup = mapByCurrency(groupMinimums);
  const own = mapByCurrency(await listOwnMinimums(workspaceId, [id]));
  const requests = mapByCurrency(await listOpenRequests(workspaceId, [id]));
  const balances = await listBalances(workspaceId, [id], actor.now);
  const claims = mapByCurrency(await claimsOutsidePayouts(workspaceId, actor.now, { affiliateId: id }));
  return {
    data: balances.map(({ currency }) => {
      const company = minimums.get(currency)?.amountMinor;
      const minimum = minimumOf(company, ofGroup.get(currency)?.amountMinor);
      return {
        currency,
        payableMinor: claims.get(currency)?.amountMinor ?? 0,
        preparedMinor: locked.get(currency) ?? 0,
        ...{ minimumMinor: minimum.amountMinor, minimumOf: minimum.of },
        ownMinimumMinor: own.get(currency)?.amountMinor ?? 0,
        requestedAt: requests.get(currency)?.requestedAt ?? null,
      };
    }),
  };
}

function mapByCurrency<Row extends { currency: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.currency, row]));
}

/** Above the company's minimum, a balance waits until it reaches the affiliate's own. */
export async function changeOwnMinimum(
  actor: Actor,
  currency: string,
  amountMinor: number,
): Promise<PayoutOutlook> {
  return inTransaction(async () => {
    const { id: affiliateId } = await getOwnAffiliate(actor);
    await upsertOwnMinimum(actor.workspaceId, { affiliateId, currency, amountMinor }, actor.now);
    const change = { objectType: 'affiliate', objectId: affiliateId, after: { currency, amountMinor } };
    await audit(actor, { action: 'payout_own_minimum.changed', ...change });
    return viewOutlook(actor);
  });
}

/**
 * Asks to be paid with the next payout, past the affiliate's own minimum; a request that is open stays as it is.
 * @throws Problem 409 when nothing is payable, or less than the group's or company's minimum.
 */
export async function requestPayout(actor: Actor, currency: string): Promise<PayoutOutlook> {
  return inTransaction(async () => {
    const { id: affiliateId } = await getOwnAffiliate(actor);
    const outlook = (await viewOutlook(actor)).data.find((row) => row.currency === currency);
    const payableMinor = outlook?.payableMinor ?? 0;
    if (payableMinor <= 0)
      throw conflict('nothing_payable', words(actor.locale, 'payouts:waits.nothing_due'));
    if (payableMinor < (outlook?.minimumMinor ?? 0)) {
      throw conflict('below_minimum', words(actor.locale, 'payouts:waits.below_minimum'));
    }
    const id = newId('prq');
    const isNew = await insertRequest(actor.workspaceId, {
      ...{ id, affiliateId, currency },
      requestedAt: actor.now,
    });
    if (isNew) {
      const change = { objectType: 'affiliate', objectId: affiliateId, after: { currency } };
      await audit(actor, { action: 'payout.requested', ...change });
    }
    return viewOutlook(actor);
  });
}
