import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { queueMail } from '../../core/mail.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { lockForChange } from './draft-quote.ts';
import { labelOf, shownState } from './rules.ts';
import type { Withdrawal } from './schema/quote.ts';
import { type QuoteRow, takeNumber, updateQuote } from './store/quotes.ts';
import { tellQuote } from './tell-quote.ts';
import { writeLetter } from './write-letter.ts';

/**
 * Makes a draft a quote that stands: it gets its number, the version before it is replaced, and the receiver a mail.
 * @throws Problem 404; 409 when it was sent, or another version was accepted; 422 without an address to mail to, and
 * when its last day is over
 * @param mailer where links lead; null sends no mail
 */
export async function sendQuote(actor: Actor, id: string, mailer: Config | null): Promise<void> {
  authorize(actor, 'deals.write');
  const { workspaceId, now: sentAt, name: sentByName } = actor;
  await inTransaction(async () => {
    const draft = await lockForChange(actor, id);
    if (draft.state !== 'draft') throw conflict('quote_sent', 'This quote was sent already.');
    if (draft.validUntil < (await readerOf(actor)).today) throw invalidField('validUntil', 'is over already');
    if (mailer && !draft.recipientEmail) throw invalidField('recipientEmail', 'is needed to send it by mail');
    if (draft.revisesId) await replace(actor, draft.revisesId);
    const number = draft.number ?? (await takeNumber(workspaceId));
    const mailId = mailer ? await mail(mailer, actor, { ...draft, number }) : null;
    await updateQuote(workspaceId, id, { state: 'sent', number, sentAt, sentByName, mailId }, sentAt);
    const after = {
      number,
      isMailed: mailer !== null,
      totalMinor: draft.totalMinor,
      currency: draft.currency,
    };
    await audit(actor, { action: 'quote.sent', objectType: 'quote', objectId: id, after });
    await tellQuote(workspaceId, { ...draft, number }, { code: 'sent', by: sentByName, at: sentAt });
  });
}

/** The version before no longer stands; what was declined or withdrawn stays so. */
async function replace(actor: Actor, id: string): Promise<void> {
  const before = await lockForChange(actor, id);
  if (before.state === 'accepted')
    throw conflict('quote_accepted', 'The version before it was accepted meanwhile.');
  if (before.state !== 'sent') return;
  const ended = { endedAt: actor.now, endedByName: actor.name };
  await updateQuote(actor.workspaceId, id, { state: 'replaced', ...ended }, actor.now);
}

async function mail(config: Config, { workspaceId, name }: Actor, quote: QuoteRow): Promise<string> {
  const company = (await findWorkspace(workspaceId))?.name ?? '';
  const letter = writeLetter(config, workspaceId, { quote, company, sender: name });
  return queueMail(workspaceId, { ...letter, to: quote.recipientEmail ?? '', kind: 'quote' });
}

/** It no longer stands, and its page says so. @throws Problem 404; 409 unless it waits for an answer */
export async function withdrawQuote(actor: Actor, id: string, { note: endNote }: Withdrawal): Promise<void> {
  authorize(actor, 'deals.write');
  const { workspaceId, now: endedAt, name: endedByName } = actor;
  await inTransaction(async () => {
    const before = await lockForChange(actor, id);
    const { today } = await readerOf(actor);
    if (before.state !== 'sent')
      throw conflict('quote_ended', `This quote is ${shownState(before, today)}, so it cannot be withdrawn.`);
    await updateQuote(workspaceId, id, { state: 'withdrawn', endedAt, endedByName, endNote }, endedAt);
    const after = { label: labelOf(before), note: endNote };
    await audit(actor, { action: 'quote.withdrawn', objectType: 'quote', objectId: id, after });
    await tellQuote(workspaceId, before, { code: 'withdrawn', by: endedByName, at: endedAt });
  });
}
