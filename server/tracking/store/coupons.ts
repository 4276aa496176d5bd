import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Coupon, CouponChange, CouponQuery } from '../schema/link.ts';

const columns = [
  'id',
  'affiliateId',
  'offerId',
  'code',
  'promotionCodeId',
  'status',
  'expiresAt',
  'createdAt',
] as const;

function selectCoupons(workspaceId: string) {
  return db().selectFrom('tracking.coupons').select(columns).where('workspaceId', '=', workspaceId);
}

export async function insertCoupon(
  workspaceId: string,
  coupon: Pick<Coupon, 'affiliateId' | 'offerId' | 'code' | 'promotionCodeId' | 'expiresAt'>,
): Promise<Coupon | null> {
  const row = await db()
    .insertInto('tracking.coupons')
    .values({ workspaceId, id: newId('cpn'), ...coupon })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'code']).doNothing())
    .returning(columns)
    .executeTakeFirst();
  return (row as Coupon | undefined) ?? null;
}

export async function updateCoupon(workspaceId: string, id: string, change: CouponChange): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db()
    .updateTable('tracking.coupons')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function findCoupon(workspaceId: string, id: string): Promise<Coupon | null> {
  return ((await selectCoupons(workspaceId).where('id', '=', id).executeTakeFirst()) as Coupon) ?? null;
}

export async function findCouponByCode(workspaceId: string, code: string): Promise<Coupon | null> {
  return ((await selectCoupons(workspaceId).where('code', '=', code).executeTakeFirst()) as Coupon) ?? null;
}

/** Those of these codes that there are, archived ones too. */
export async function listCouponsByCode(workspaceId: string, codes: string[]): Promise<Coupon[]> {
  const rows = await selectCoupons(workspaceId)
    .where('code', '=', (build) => build.fn.any(build.val(codes)))
    .execute();
  return rows as Coupon[];
}

/** Those that these ids of a payment system stand for, archived ones too. */
export async function listCouponsByPromotionCode(workspaceId: string, ids: string[]): Promise<Coupon[]> {
  const rows = await selectCoupons(workspaceId)
    .where('promotionCodeId', '=', (build) => build.fn.any(build.val(ids)))
    .execute();
  return rows as Coupon[];
}

export async function listActiveCouponsOf(workspaceId: string, affiliateId: string): Promise<Coupon[]> {
  const rows = await selectCoupons(workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return rows as Coupon[];
}

/** Newest first. */
export async function pageOfCoupons(workspaceId: string, query: CouponQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectCoupons(workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.affiliateId) select = select.where('affiliateId', '=', query.affiliateId);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()) as Coupon[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}
