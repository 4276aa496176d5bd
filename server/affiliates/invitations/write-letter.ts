import type { Actor } from '../../core/actor.ts';
import { renderTemplate, TemplateError } from '../../core/liquid.ts';
import { findWording, renderWording } from '../../core/mail-templates.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { findWorkspace, listMembers, type Workspace } from '../../workspace/index.ts';
import type { Candidate } from '../customer-record.ts';
import { firstName } from '../rules.ts';
import type { Offer } from '../schema/offer.ts';

/** What every invitation of one request shares. */
export interface Letter {
  workspace: Workspace;
  offer: Offer;
  /** That they join by accepting. */
  groupId: string | null;
  subject: string;
  body: string;
  sender: { name: string; email: string | null };
}

/** Takes the wording that was sent along, and the workspace's own where none was. */
export async function openLetter(
  actor: Actor,
  offer: Offer,
  wording: { groupId?: string | null; subject?: string; body?: string },
): Promise<Letter> {
  const workspace = await findWorkspace(actor.workspaceId);
  if (!workspace) throw notFound('workspace');
  const own = await findWording(actor.workspaceId, 'affiliate_invitation', workspace.locale);
  const sender = (await listMembers(actor.workspaceId)).find(({ userId }) => userId === actor.userId);
  return {
    workspace,
    offer,
    groupId: wording.groupId ?? null,
    subject: wording.subject ?? own.subject,
    body: wording.body ?? own.text,
    sender: { name: sender?.name ?? workspace.name, email: sender?.email ?? null },
  };
}

/**
 * The letter as one person gets it. An invitation without its link is none, so a body without it gets it at the end.
 * @throws Problem 422 naming the part that cannot be rendered.
 */
export function writeLetter(letter: Letter, candidate: Candidate, link: string) {
  const values = {
    person: { name: candidate.name, firstName: firstName(candidate.name) },
    account: { name: candidate.accountName ?? '' },
    company: { name: letter.workspace.name },
    offer: { name: letter.offer.name },
    sender: { name: letter.sender.name },
    link,
  };
  const subject = renderPart('subject', letter.subject, values);
  const body = renderPart('body', letter.body, values);
  return { subject, body: body.includes(link) ? body : `${body.trimEnd()}\n\n${link}` };
}

function renderPart(part: 'subject' | 'body', template: string, values: Record<string, unknown>): string {
  try {
    return part === 'subject'
      ? renderWording({ subject: template, text: '' }, values).subject
      : renderTemplate(template, values);
  } catch (error) {
    if (error instanceof TemplateError) throw invalidField(part, error.message);
    throw error;
  }
}
