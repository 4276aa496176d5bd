import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { Offer, OfferChange } from '../schema/offer.ts';

/** An offer without an id yet, every default applied. */
export type OfferRow = Omit<Offer, 'id' | 'status' | 'terms' | 'createdAt' | 'updatedAt'>;

function selectOffers(workspaceId: string) {
  return db()
    .selectFrom('affiliates.offers as offer')
    .innerJoin('affiliates.offerTerms as terms', (join) =>
      join
        .onRef('terms.workspaceId', '=', 'offer.workspaceId')
        .onRef('terms.offerId', '=', 'offer.id')
        .onRef('terms.version', '=', 'offer.termsVersion'),
    )
    .select([
      'offer.id',
      'offer.name',
      'offer.description',
      'offer.destinationUrl',
      'offer.allowedHosts',
      'offer.utmTemplate',
      'offer.windowDays',
      'offer.couponFirst',
      'offer.clickModel',
      'offer.isLifetime',
      'offer.protectsCustomers',
      'offer.dealDays',
      'offer.dealFirst',
      'offer.winnerBasisPoints',
      'offer.approvalRule',
      'offer.isOpen',
      'offer.friendDiscount',
      'offer.status',
      'offer.termsVersion',
      'terms.text as termsText',
      'offer.createdAt',
      'offer.updatedAt',
    ])
    .where('offer.workspaceId', '=', workspaceId);
}

type SelectedOffer = Awaited<ReturnType<ReturnType<typeof selectOffers>['executeTakeFirstOrThrow']>>;

function toOffer({ termsVersion, termsText, ...row }: SelectedOffer): Offer {
  return {
    ...row,
    clickModel: row.clickModel as Offer['clickModel'],
    approvalRule: row.approvalRule as Offer['approvalRule'],
    status: row.status as Offer['status'],
    friendDiscount: row.friendDiscount as Offer['friendDiscount'],
    terms: { version: termsVersion, text: termsText },
  };
}

export async function findOffer(workspaceId: string, id: string): Promise<Offer | null> {
  const row = await selectOffers(workspaceId).where('offer.id', '=', id).executeTakeFirst();
  return row ? toOffer(row) : null;
}

export async function findActiveOfferByName(workspaceId: string, name: string): Promise<Offer | null> {
  const row = await selectOffers(workspaceId)
    .where(sql`lower(offer.name)`, '=', name.toLowerCase())
    .where('offer.status', '=', 'active')
    .executeTakeFirst();
  return row ? toOffer(row) : null;
}

/** Active first, then by name. */
export async function selectAllOffers(workspaceId: string): Promise<Offer[]> {
  const rows = await selectOffers(workspaceId).orderBy('offer.status').orderBy('offer.name').execute();
  return rows.map(toOffer);
}

export async function insertOffer(workspaceId: string, offer: OfferRow, termsText: string): Promise<string> {
  const id = newId('off');
  await db()
    .insertInto('affiliates.offers')
    .values({ workspaceId, id, ...offer })
    .execute();
  await insertTerms(workspaceId, id, 1, termsText);
  return id;
}

export async function updateOffer(
  workspaceId: string,
  id: string,
  change: Omit<OfferChange, 'termsText'>,
): Promise<void> {
  await db()
    .updateTable('affiliates.offers')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Holds the offer until the transaction ends, so that two changes cannot make the same terms version. */
export async function lockOffer(workspaceId: string, id: string): Promise<void> {
  await db()
    .selectFrom('affiliates.offers')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

export async function addTermsVersion(workspaceId: string, offer: Offer, text: string): Promise<void> {
  const version = offer.terms.version + 1;
  await insertTerms(workspaceId, offer.id, version, text);
  await db()
    .updateTable('affiliates.offers')
    .set({ termsVersion: version })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', offer.id)
    .execute();
}

async function insertTerms(workspaceId: string, offerId: string, version: number, text: string) {
  await db().insertInto('affiliates.offerTerms').values({ workspaceId, offerId, version, text }).execute();
}
