import { type Actor, authorize } from '../core/actor.ts';
import { findMail } from '../core/mail-outbox.ts';
import { notFound } from '../core/problem.ts';
import { listMembers } from '../workspace/index.ts';
import { isConfidential } from './rules.ts';
import type { Message } from './schema.ts';

/** @throws Problem 404 */
export async function viewMessage(actor: Actor, id: string): Promise<Message> {
  authorize(actor, 'messages.read');
  const mail = await findMail(actor.workspaceId, id);
  if (!mail) throw notFound('message');
  return { ...mail, text: (await mayRead(actor, mail.kind)) ? mail.text : null };
}

async function mayRead(actor: Actor, kind: string): Promise<boolean> {
  if (!isConfidential(kind) || actor.kind === 'system') return true;
  const self = (await listMembers(actor.workspaceId)).find(({ userId }) => userId === actor.userId);
  return self?.role === 'owner';
}
