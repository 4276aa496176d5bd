import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { canSendMail, requeueHeldMails } from '../core/mail.ts';
import { copyMail, discardMail, findMail, releaseMail } from '../core/mail-outbox.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import type { Message } from './schema.ts';
import { viewMessage } from './view-message.ts';

/**
 * Sends a held or failed mail now; a sent one goes out again as a copy, which is the answer then.
 * @throws Problem 404; 409 without a mail server, for a discarded mail, and for one that is on its way.
 */
export async function sendMessage(actor: Actor, id: string): Promise<Message> {
  authorize(actor, 'messages.write');
  return inTransaction(async () => {
    const mail = await findMail(actor.workspaceId, id);
    if (!mail) throw notFound('message');
    refuseWithoutServer();
    const sentId = mail.state === 'sent' ? await copyMail(actor.workspaceId, id) : id;
    if (sentId === id && !(await releaseMail(actor.workspaceId, id)))
      throw conflict('message_state', `This mail is ${mail.state}, so it cannot be sent now.`);
    await audit(actor, { action: 'message.sent', objectType: 'message', objectId: sentId });
    return viewMessage(actor, sentId);
  });
}

/** Sends every held mail. @returns how many were held. @throws Problem 409 without a mail server. */
export async function sendHeldMessages(actor: Actor): Promise<number> {
  authorize(actor, 'messages.write');
  refuseWithoutServer();
  return inTransaction(async () => {
    const count = await requeueHeldMails(actor.workspaceId);
    await audit(actor, {
      action: 'message.held_sent',
      objectType: 'outbox',
      objectId: actor.workspaceId,
      after: { count },
    });
    return count;
  });
}

function refuseWithoutServer(): void {
  if (!canSendMail()) throw conflict('no_mail_server', 'No mail server is set up, so mails are kept here.');
}

/** @throws Problem 404, or 409 for a mail that was sent. */
export async function discardMessage(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'messages.write');
  await inTransaction(async () => {
    const mail = await findMail(actor.workspaceId, id);
    if (!mail) throw notFound('message');
    if (mail.state === 'discarded') return;
    if (!(await discardMail(actor.workspaceId, id)))
      throw conflict('message_state', 'This mail was sent already.');
    await audit(actor, { action: 'message.discarded', objectType: 'message', objectId: id });
  });
}
