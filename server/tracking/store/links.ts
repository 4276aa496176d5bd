import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { LinkQuery, LinkTarget } from '../schema/link.ts';

const columns = [
  'id',
  'affiliateId',
  'offerId',
  'domain',
  'key',
  'destinationUrl',
  'targets',
  'expiredUrl',
  'appendsDubId',
  'clicksPerDay',
  'clicksPerMonth',
  'externalId',
  'status',
  'expiresAt',
  'createdAt',
  // The hash itself is read for the redirect alone.
  sql<boolean>`password_hash is not null`.as('hasPassword'),
] as const;

/** A row of `links`; `domain` is empty for the installation's own address. */
export interface LinkRow {
  id: string;
  affiliateId: string;
  offerId: string;
  domain: string;
  key: string;
  destinationUrl: string | null;
  targets: LinkTarget[];
  expiredUrl: string | null;
  appendsDubId: boolean;
  hasPassword: boolean;
  clicksPerDay: number | null;
  clicksPerMonth: number | null;
  externalId: string | null;
  status: 'active' | 'archived';
  expiresAt: Date | null;
  createdAt: Date;
}

export type LinkColumns = Omit<LinkRow, 'id' | 'status' | 'createdAt' | 'hasPassword'> & {
  passwordHash: string | null;
};

/** A link with what the redirect needs beside it. */
export type AddressedLink = LinkRow & { workspaceId: string; passwordHash: string | null };

function selectLinks(workspaceId: string) {
  return db().selectFrom('tracking.links').select(columns).where('workspaceId', '=', workspaceId);
}

export async function insertLink(workspaceId: string, link: LinkColumns): Promise<LinkRow> {
  const row = await db()
    .insertInto('tracking.links')
    .values({ workspaceId, id: newId('link'), ...link, targets: JSON.stringify(link.targets) })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return row as LinkRow;
}

export async function updateLink(
  workspaceId: string,
  id: string,
  change: Partial<LinkColumns & Pick<LinkRow, 'status'>>,
): Promise<void> {
  await db()
    .updateTable('tracking.links')
    .set({
      ...change,
      // The driver would write a list as one of the database's own.
      targets: change.targets && JSON.stringify(change.targets),
      updatedAt: sql<Date>`now()`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function findLink(workspaceId: string, id: string): Promise<LinkRow | null> {
  return ((await selectLinks(workspaceId).where('id', '=', id).executeTakeFirst()) as LinkRow) ?? null;
}

/** By the seller's own id. */
export async function findLinkByExternalId(workspaceId: string, externalId: string): Promise<LinkRow | null> {
  const row = await selectLinks(workspaceId).where('externalId', '=', externalId).executeTakeFirst();
  return (row as LinkRow | undefined) ?? null;
}

/** The affiliate's first link for an offer that leads where the offer leads. */
export async function findPlainLink(
  workspaceId: string,
  affiliateId: string,
  offerId: string,
): Promise<LinkRow | null> {
  const row = await selectLinks(workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('offerId', '=', offerId)
    .where('destinationUrl', 'is', null)
    .where(sql<SqlBool>`targets = '[]'`)
    .where('status', '=', 'active')
    .where('expiresAt', 'is', null)
    .where('passwordHash', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  return (row as LinkRow | undefined) ?? null;
}

/** Oldest first. */
export async function listLinksByIds(workspaceId: string, ids: string[]): Promise<LinkRow[]> {
  const rows = await selectLinks(workspaceId)
    .where('id', 'in', ids.length > 0 ? ids : [''])
    .orderBy('id')
    .execute();
  return rows as LinkRow[];
}

export async function listActiveLinksOf(workspaceId: string, affiliateId: string): Promise<LinkRow[]> {
  const rows = await selectLinks(workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return rows as LinkRow[];
}

/** Who has a link or a coupon of these offers that works. */
export async function listAffiliatesOfOffers(workspaceId: string, offerIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ affiliateId: string }>`
    select affiliate_id from tracking.links
      where workspace_id = ${workspaceId} and offer_id = any(${offerIds}) and status = 'active'
    union
    select affiliate_id from tracking.coupons
      where workspace_id = ${workspaceId} and offer_id = any(${offerIds})
    order by affiliate_id`.execute(db());
  return rows.map(({ affiliateId }) => affiliateId);
}

/** Newest first. */
export async function pageOfLinks(workspaceId: string, query: LinkQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectLinks(workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.affiliateId) select = select.where('affiliateId', '=', query.affiliateId);
  if (query.offerId) select = select.where('offerId', '=', query.offerId);
  if (query.status) select = select.where('status', '=', query.status);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()) as LinkRow[];
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

/**
 * Whose address this is. Reads across workspaces on purpose: a visitor brings none along. On a host name that changed
 * hands both have links, so there the workspace that serves it is needed.
 */
export async function findLinkByAddress(
  domain: string,
  key: string,
  workspaceId?: string,
): Promise<AddressedLink | null> {
  let select = db()
    .selectFrom('tracking.links')
    .select([...columns, 'workspaceId', 'passwordHash'])
    .where('domain', '=', domain)
    .where('key', '=', key);
  if (workspaceId) select = select.where('workspaceId', '=', workspaceId);
  const row = await select.executeTakeFirst();
  return (row as AddressedLink | undefined) ?? null;
}

/**
 * Holds an address until the transaction ends, so that two workspaces cannot take it at once.
 */
export async function lockAddress(domain: string, key: string): Promise<void> {
  const name = domain === '' ? `link/${key}` : `link-domain/${domain}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db());
}

/** Only a link that was never clicked may go without a trace. */
export async function deleteUnclickedLink(workspaceId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('tracking.links')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where(
      sql<SqlBool>`not exists (select from tracking.click_days day
        where day.workspace_id = links.workspace_id and day.link_id = links.id)`,
    )
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Every link of an affiliate, archived ones too; oldest first. */
export async function listLinksOf(workspaceId: string, affiliateId: string): Promise<LinkRow[]> {
  const rows = await selectLinks(workspaceId).where('affiliateId', '=', affiliateId).orderBy('id').execute();
  return rows as LinkRow[];
}

export async function countLinks(
  workspaceId: string,
  { affiliateId, offerId, status }: Pick<LinkQuery, 'affiliateId' | 'offerId' | 'status'>,
): Promise<number> {
  let select = db()
    .selectFrom('tracking.links')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId);
  if (affiliateId) select = select.where('affiliateId', '=', affiliateId);
  if (offerId) select = select.where('offerId', '=', offerId);
  if (status) select = select.where('status', '=', status);
  return (await select.executeTakeFirstOrThrow()).count;
}

/** The link that was clicked; null for a click that is not known. */
export async function findLinkOfClick(
  workspaceId: string,
  click: { id: string; at: Date },
): Promise<LinkRow | null> {
  const row = await selectLinks(workspaceId)
    .where('id', '=', (build) =>
      build
        .selectFrom('tracking.clicks')
        .select('linkId')
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', click.id)
        .where('at', '=', click.at),
    )
    .executeTakeFirst();
  return (row as LinkRow | undefined) ?? null;
}
