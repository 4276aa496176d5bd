import { getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { withNames } from '../list-commissions.ts';
import {
  findRedemption,
  insertRedemption,
  listPoints,
  lockPoints,
  pageOfRedemptions,
  withdrawRedemption,
} from '../store/points.ts';
import type { PointsBalance, Redemption, RedemptionInput } from './schema.ts';

type RedemptionRow = Omit<Redemption, 'affiliateName'>;

/**
 * Takes points for something, never more than there are, whoever else redeems at the same time. One of an `externalId` that is
 * known already is answered as it is. @throws Problem 404; 409 where the points do not suffice.
 */
export async function redeemPoints(actor: Actor, input: RedemptionInput): Promise<Redemption> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: redeemedAt } = actor;
  const redemption = await inTransaction(async () => {
    const { affiliateId, name, externalId = null } = input;
    await getAffiliate(workspaceId, affiliateId);
    await lockPoints(workspaceId, affiliateId, name);
    const findKnown = async () => externalId && (await findRedemption(workspaceId, { externalId }));
    const known = await findKnown();
    if (known) return known;
    const balances = await listPoints(workspaceId, affiliateId, redeemedAt);
    const points = balances.find((balance) => balance.name === name)?.points ?? 0;
    if (points < input.points) {
      const detail = words(actor.locale, 'commissions:nonCash.tooFewPoints', { points, name });
      throw conflict('too_few_points', detail);
    }
    const by = { redeemedAt, redeemedBy: actor.id, redeemedByName: actor.name };
    const row = await insertRedemption(workspaceId, {
      ...input,
      externalId,
      code: input.code || null,
      ...by,
    });
    if (!row) return findKnown();
    // A voucher's code is as good as money, so it stays out of the log.
    const { code: _code, ...after } = input;
    const change = { objectType: 'redemption', objectId: row.id, after };
    await audit(actor, { action: 'redemption.made', ...change });
    return row;
  });
  if (!redemption) throw notFound('redemption');
  return named(actor, redemption);
}

/** The points come back. Again it changes nothing. @throws Problem 404 */
export async function undoRedemption(actor: Actor, id: string): Promise<Redemption> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: withdrawnAt, id: withdrawnBy } = actor;
  await inTransaction(async () => {
    if (!(await findRedemption(workspaceId, { id }))) throw notFound('redemption');
    if (await withdrawRedemption(workspaceId, id, { withdrawnAt, withdrawnBy }))
      await audit(actor, { action: 'redemption.undone', objectType: 'redemption', objectId: id });
  });
  const redemption = await findRedemption(workspaceId, { id });
  if (!redemption) throw notFound('redemption');
  return named(actor, redemption);
}

export async function listRedemptions(
  actor: Actor,
  query: { limit: number; cursor?: string; affiliateId?: string },
) {
  authorize(actor, 'commissions.read');
  const page = await pageOfRedemptions(actor.workspaceId, query);
  return { ...page, data: await withNames(actor.workspaceId, page.data) };
}

/** The signed-in affiliate's own, without what was undone. @throws Problem 403 for staff. */
export async function viewOwnRedemptions(actor: Actor, query: { limit: number; cursor?: string }) {
  const { id: affiliateId } = await getOwnAffiliate(actor);
  const page = await pageOfRedemptions(actor.workspaceId, { ...query, affiliateId });
  return { ...page, data: page.data.filter(({ withdrawnAt }) => withdrawnAt === null) };
}

/** What every affiliate has of points. */
export async function viewPoints(actor: Actor): Promise<PointsBalance[]> {
  authorize(actor, 'commissions.read');
  return withNames(actor.workspaceId, await listPoints(actor.workspaceId, null, actor.now));
}

async function named(actor: Actor, redemption: RedemptionRow): Promise<Redemption> {
  const [view] = await withNames(actor.workspaceId, [redemption]);
  if (!view) throw notFound('redemption');
  return view;
}
