import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { lockDeal } from '../deals/store/deals.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { priceDraft } from './price-lines.ts';
import type { NewQuote, QuoteDraft } from './schema/quote.ts';
import {
  deleteDraft,
  findQuote,
  insertQuote,
  lockQuote,
  type QuoteRow,
  updateQuote,
} from './store/quotes.ts';

/** @returns its id. @throws Problem 404 for an unknown deal; 422 as `priceDraft` */
export async function createQuote(actor: Actor, { dealId, ...wanted }: NewQuote): Promise<string> {
  authorize(actor, 'deals.write');
  const { workspaceId, id: createdBy, name: createdByName } = actor;
  return inTransaction(async () => {
    await holdIds(workspaceId);
    await lockDeal(await readerOf(actor), dealId);
    const content = await priceDraft(actor, wanted);
    const made = await insertQuote(workspaceId, { dealId, ...content, createdBy, createdByName }, actor.now);
    if (!made) throw new Error('a first version has no other');
    await tell(actor, made, { action: 'quote.created', after: { dealId, ...wanted } });
    return made;
  });
}

/** @throws Problem 404; 409 when it was sent, or changed since `edit`; 422 as for a new one */
export async function changeQuote(actor: Actor, id: string, wanted: QuoteDraft): Promise<void> {
  authorize(actor, 'deals.write');
  await inTransaction(async () => {
    await holdIds(actor.workspaceId);
    const before = await lockForChange(actor, id);
    refuseSent(before);
    if (wanted.edit !== undefined && wanted.edit !== before.edit)
      throw conflict('changed_meanwhile', 'Somebody else has changed this quote since you read it.');
    const content = await priceDraft(actor, wanted);
    await updateQuote(actor.workspaceId, id, { ...content, edit: before.edit + 1 }, actor.now);
    const { lines, title, totalMinor } = before;
    await tell(actor, id, {
      ...{ action: 'quote.changed', before: { title, lines, totalMinor }, after: wanted },
    });
  });
}

/** @throws Problem 404; 409 when it was sent: then it is withdrawn instead */
export async function removeQuote(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'deals.write');
  await inTransaction(async () => {
    const before = await lockForChange(actor, id);
    refuseSent(before);
    await deleteDraft(actor.workspaceId, id);
    const { title, lines, dealId } = before;
    await tell(actor, id, { action: 'quote.deleted', before: { dealId, title, lines } });
  });
}

/**
 * A draft with the same in it, of the next version. The one before stands until this is sent.
 * @returns its id.
 * @throws Problem 404; 409 for a draft, for an accepted one, and when there is a draft or a newer version already
 */
export async function reviseQuote(actor: Actor, id: string): Promise<string> {
  authorize(actor, 'deals.write');
  const { workspaceId, id: createdBy, name: createdByName } = actor;
  return inTransaction(async () => {
    const before = await lockForChange(actor, id);
    if (before.state === 'draft') throw conflict('quote_draft', 'A draft is changed, not revised.');
    if (before.state === 'accepted') throw conflict('quote_accepted', 'An accepted quote stands.');
    const { dealId, number, version } = before;
    const draft = await insertQuote(
      workspaceId,
      { ...contentOf(before), dealId, number, version: version + 1, revisesId: id, createdBy, createdByName },
      actor.now,
    );
    if (!draft) throw conflict('quote_revised', 'There is a newer version of this quote.');
    await tell(actor, draft, { action: 'quote.created', after: { dealId, revisesId: id } });
    return draft;
  });
}

function contentOf(row: QuoteRow) {
  const { title, priceListId, currency, language, validUntil, personId, recipientName, recipientEmail } = row;
  const { buyer, seller, intro, terms, lines, netMinor, taxMinor, totalMinor } = row;
  return {
    ...{ title, priceListId, currency, language, validUntil, personId, recipientName, recipientEmail },
    ...{ buyer, seller, intro, terms, lines, netMinor, taxMinor, totalMinor },
  };
}

/** The deal is held before the quote, everywhere. @throws Problem 404 for what the actor may not change */
export async function lockForChange(actor: Actor, id: string): Promise<QuoteRow> {
  const reader = await readerOf(actor);
  const found = await findQuote(reader, id);
  if (!found) throw notFound('quote');
  await lockDeal(reader, found.dealId);
  await lockQuote(actor.workspaceId, id);
  const standing = await findQuote(reader, id);
  if (!standing) throw notFound('quote');
  return standing;
}

function refuseSent({ state }: QuoteRow): void {
  if (state !== 'draft')
    throw conflict(
      'quote_sent',
      'This quote was sent, and is not changed any more: make a new version of it.',
    );
}

function tell(actor: Actor, objectId: string, told: { action: string; before?: unknown; after?: unknown }) {
  return audit(actor, { ...told, objectType: 'quote', objectId });
}
