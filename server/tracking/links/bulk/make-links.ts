import { ZodError } from 'zod';
import { type Affiliate, listAffiliates, listOffers, type Offer } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { inTransaction } from '../../../core/db.ts';
import { Problem } from '../../../core/problem.ts';
import { words } from '../../../core/words.ts';
import { NewLink } from '../../schema/link.ts';
import type { LinkFileAnswer, LinkFileRow } from '../../schema/link-bulk.ts';
import { findLinkByAddress, type LinkRow } from '../../store/links.ts';
import { addressOf } from '../address.ts';
import { createLink } from '../create-link.ts';
import { findKnownLink } from '../save-link.ts';
import { type LinkCells, readLinkRows } from './read-rows.ts';

/** What the file may name. */
interface Known {
  affiliates: Map<string, Affiliate>;
  offers: Offer[];
}

/**
 * Makes the links of a table, each row made or refused on its own. A row whose external id, or whose key of the same
 * affiliate and offer, is there already is left as it is: the same table again makes nothing.
 * @throws Problem 422 for what is no table.
 */
export async function makeLinks(actor: Actor, config: Config, content: string): Promise<LinkFileAnswer> {
  authorize(actor, 'links.write');
  const cells = readLinkRows(content);
  return inTransaction(() => makeRows(actor, config, cells));
}

/** What `makeLinks` would answer now; nothing is made. */
export async function previewLinks(actor: Actor, config: Config, content: string): Promise<LinkFileAnswer> {
  authorize(actor, 'links.write');
  const cells = readLinkRows(content);
  let answer: LinkFileAnswer | null = null;
  const undone = new Error('only looked at');
  try {
    await inTransaction(async () => {
      answer = await makeRows(actor, config, cells);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  if (!answer) throw new Error('nothing was looked at');
  return answer;
}

async function makeRows(actor: Actor, config: Config, cells: LinkCells[]): Promise<LinkFileAnswer> {
  const known = await readKnown(actor.workspaceId);
  const rows: LinkFileRow[] = [];
  for (const row of cells) rows.push(await makeRow(actor, config, row, known));
  const count = (wanted: LinkFileRow['outcome']) => rows.filter(({ outcome }) => outcome === wanted).length;
  return { newCount: count('new'), knownCount: count('known'), refusedCount: count('refused'), rows };
}

async function readKnown(workspaceId: string): Promise<Known> {
  const affiliates = new Map<string, Affiliate>();
  for (const affiliate of await listAffiliates(workspaceId, null))
    for (const name of [affiliate.id, affiliate.email, affiliate.externalId])
      if (name) affiliates.set(name.toLowerCase(), affiliate);
  const offers = (await listOffers(workspaceId)).filter(({ status }) => status === 'active');
  return { affiliates, offers };
}

async function makeRow(actor: Actor, config: Config, cells: LinkCells, known: Known): Promise<LinkFileRow> {
  const row = { line: cells.line, affiliate: cells.affiliate };
  const say = (fault: string, values = {}) => words(actor.locale, `tracking:bulk.fault.${fault}`, values);
  const affiliate = known.affiliates.get(cells.affiliate.toLowerCase());
  const offer = findOffer(known.offers, cells.offer);
  const missing = [
    ...(affiliate ? [] : [say('affiliate', { name: cells.affiliate })]),
    ...(offer ? [] : [cells.offer ? say('offer', { name: cells.offer }) : say('noOffer')]),
  ];
  if (!affiliate || !offer) return { ...row, outcome: 'refused', url: null, errors: missing };
  try {
    const wanted = toWanted(cells, affiliate, offer);
    const own = await findOwn(actor.workspaceId, wanted);
    const link = own ?? (await createLink(actor, wanted));
    const url = addressOf(config.publicUrl, link);
    return { ...row, outcome: own ? 'known' : 'new', url, errors: [] };
  } catch (error) {
    return { ...row, outcome: 'refused', url: null, errors: faultsOf(error, say) };
  }
}

function findOffer(offers: Offer[], name: string): Offer | undefined {
  if (name === '') return offers.length === 1 ? offers[0] : undefined;
  return offers.find((offer) => offer.id === name || offer.name.toLowerCase() === name.toLowerCase());
}

function toWanted(cells: LinkCells, affiliate: Affiliate, offer: Offer): NewLink {
  return NewLink.parse({
    affiliateId: affiliate.id,
    offerId: offer.id,
    key: cells.key || undefined,
    domain: cells.domain || undefined,
    destinationUrl: cells.destination || undefined,
    externalId: cells.externalId || undefined,
    expiresAt: cells.expires || undefined,
  });
}

async function findOwn(workspaceId: string, input: NewLink): Promise<LinkRow | null> {
  const wanted = NewLink.parse(input);
  const known = await findKnownLink(workspaceId, wanted);
  if (known || !wanted.key) return known;
  const taken = await findLinkByAddress(wanted.domain ?? '', wanted.key, workspaceId);
  const isSame = taken?.affiliateId === wanted.affiliateId && taken.offerId === wanted.offerId;
  return isSame && !wanted.externalId ? taken : null;
}

/** @throws what is no fault of the row. */
function faultsOf(error: unknown, say: (fault: string, values?: object) => string): string[] {
  if (error instanceof ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  if (!(error instanceof Problem) || error.status >= 500) throw error;
  if (['link_key_taken', 'link_external_id_taken', 'domain_not_verified'].includes(error.code))
    return [say(error.code)];
  return error.errors?.map(({ path, message }) => `${path} ${message}`) ?? [error.message];
}
