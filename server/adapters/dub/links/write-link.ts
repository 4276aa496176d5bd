import { type Affiliate, getOffer, type Offer } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { Problem } from '../../../core/problem.ts';
import {
  changeLink,
  deleteLink,
  getLink,
  type LinkRow,
  listLinksOf,
  saveLink,
} from '../../../tracking/index.ts';
import { getPartner } from '../find-partner.ts';
import { getProgram } from '../program.ts';
import { fromWireId } from '../wire-ids.ts';
import type { NewWireLink, WireLinkChange } from './schema.ts';

/** A link of a partner for a program, as the routes of links and of partners both ask for it. */
export interface WantedLink {
  partner: Affiliate;
  program: Offer;
  url?: string | null;
  key?: string;
  domain?: string;
  expiresAt?: string | null;
  archived?: boolean;
}

/** @throws Problem 404 for the partner or program; 422 without a partner, for every link belongs to one. */
export async function toWantedLink(actor: Actor, link: NewWireLink): Promise<WantedLink> {
  const { workspaceId } = actor;
  const partner = await getPartner(workspaceId, link);
  return { ...link, partner, program: await getProgram(workspaceId, link.programId) };
}

/** @throws Problem 409 for a taken key, 422 for a destination outside the program's hosts. */
export async function createWireLink(actor: Actor, config: Config, wanted: WantedLink): Promise<LinkRow> {
  authorize(actor, 'links.write');
  const { partner, program, url, key, domain, expiresAt, archived } = wanted;
  const link = await saveLink(actor.workspaceId, {
    affiliateId: partner.id,
    offerId: program.id,
    key,
    domain: domain === new URL(config.publicUrl).host ? null : domain,
    destinationUrl: destinationOf(program, url),
    expiresAt: expiresAt ? new Date(expiresAt) : null,
    appendsDubId: true,
  });
  // A plain link that was there before may not carry the click's id in the form that these callers read.
  const isAsWanted = link.appendsDubId && !archived;
  if (isAsWanted) return link;
  return changeLink(actor, link.id, { appendsDubId: true, status: archived ? 'archived' : link.status });
}

/** The partner's link to this destination is changed, or one is made. */
export async function upsertWireLink(actor: Actor, config: Config, wanted: WantedLink): Promise<LinkRow> {
  authorize(actor, 'links.write');
  const { partner, program } = wanted;
  const destinationUrl = destinationOf(program, wanted.url);
  const own = await listLinksOf(actor.workspaceId, partner.id);
  const existing = own.find(
    (link) =>
      link.offerId === program.id && link.destinationUrl === destinationUrl && link.status === 'active',
  );
  if (!existing) return createWireLink(actor, config, wanted);
  const { key, expiresAt, archived } = wanted;
  return changeWireLink(actor, existing.id, { key, expiresAt, archived });
}

/** @param id ours. @throws as `changeLink`. */
export async function changeWireLink(
  actor: Actor,
  id: string,
  {
    url,
    key,
    expiresAt,
    archived,
  }: Pick<WireLinkChange, 'key' | 'expiresAt' | 'archived'> & { url?: string | null },
): Promise<LinkRow> {
  const destinationUrl = url ? await destinationOfLink(actor.workspaceId, id, url) : undefined;
  return changeLink(actor, id, {
    appendsDubId: true,
    ...(destinationUrl === undefined ? {} : { destinationUrl }),
    ...(key ? { key } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt ? new Date(expiresAt) : null }),
    ...(archived === undefined ? {} : { status: archived ? 'archived' : 'active' }),
  });
}

/** A link that was clicked is archived instead: its clicks and sales name it. */
export async function removeWireLink(actor: Actor, wireId: string): Promise<{ id: string }> {
  const id = fromWireId('link', wireId);
  try {
    await deleteLink(actor, id);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'link_was_clicked')) throw error;
    await changeLink(actor, id, { status: 'archived' });
  }
  return { id: wireId };
}

async function destinationOfLink(workspaceId: string, id: string, url: string): Promise<string | null> {
  const { offerId } = await getLink(workspaceId, id);
  return destinationOf(await getOffer(workspaceId, offerId), url);
}

/** The program's own destination is not kept with the link, so that the link follows when it changes. */
function destinationOf(program: Offer, url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return url ?? null;
  return new URL(url).href === new URL(program.destinationUrl).href ? null : url;
}
