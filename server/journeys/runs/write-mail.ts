import type { Config } from '../../core/config.ts';
import { renderTemplate } from '../../core/liquid.ts';
import { words } from '../../core/words.ts';
import {
  type Contact,
  findContacts,
  findRefusing,
  listStakeholders,
  type MatchedAccount,
  preferencesUrl,
  unsubscribeHeaders,
} from '../../customers/index.ts';
import { languageOf } from '../../signals/index.ts';
import { findWorkspace, listMembers } from '../../workspace/index.ts';
import type { MailStep } from '../schema.ts';

/** A mail of a step as it would leave, to one person. */
export interface WrittenMail {
  personId: string;
  personName: string;
  to: string;
  replyTo: string | undefined;
  subject: string;
  /** As a person would copy it: without the line about preferences. */
  words: string;
  text: string;
  headers: Record<string, string>;
}

/**
 * To everybody of the account in the step's roles, or the one whose word counts most, in their own language. Whoever has no
 * address, or refused mail for the step's purpose, is left out.
 */
export async function writeMails(
  config: Config,
  workspaceId: string,
  { step, account }: { step: MailStep; account: MatchedAccount },
): Promise<WrittenMail[]> {
  const contacts = await findRecipients(workspaceId, step, account.id);
  if (contacts.length === 0) return [];
  const workspace = await findWorkspace(workspaceId);
  const owner = (await listMembers(workspaceId)).find(({ userId }) => userId === account.ownerId);
  const company = workspace?.name ?? '';
  return contacts.map((contact) => {
    const spoken = languageOf(contact, workspace?.locale ?? 'en');
    const locale = step.texts[spoken] ? spoken : ((Object.keys(step.texts)[0] ?? 'en') as typeof spoken);
    const wording = step.texts[locale] ?? { subject: '', text: '' };
    const values = valuesOf(contact, { account: account.name, company, sender: owner?.name ?? company });
    const said = renderTemplate(wording.text, values).trim();
    const to = { workspaceId, personId: contact.personId };
    const footer = words(locale, 'consent:mail.footer', { url: preferencesUrl(config, to) });
    return {
      ...{ personId: contact.personId, personName: contact.name ?? contact.email, to: contact.email },
      ...{ replyTo: owner?.email, words: said, text: `${said}\n\n${footer}\n` },
      subject: renderTemplate(wording.subject, values).replace(/\s+/g, ' ').trim(),
      headers: {
        ...unsubscribeHeaders(config, to, step.purpose),
        'Auto-Submitted': 'auto-generated',
      },
    };
  });
}

async function findRecipients(
  workspaceId: string,
  { toRoles, purpose }: MailStep,
  accountId: string,
): Promise<Contact[]> {
  const people = (await listStakeholders(workspaceId, [accountId])).filter(
    ({ role }) => toRoles.length === 0 || (role !== null && toRoles.includes(role)),
  );
  const ids = people.map(({ personId }) => personId);
  const refusing = await findRefusing(workspaceId, { purpose, channel: 'email' }, ids);
  const contacts = new Map((await findContacts(workspaceId, ids)).map((one) => [one.personId, one]));
  const reachable = ids.flatMap((id) => (refusing.has(id) ? [] : (contacts.get(id) ?? [])));
  return toRoles.length === 0 ? reachable.slice(0, 1) : reachable;
}

function valuesOf(
  { name, email }: Contact,
  { account, company, sender }: Record<'account' | 'company' | 'sender', string>,
) {
  const shown = name ?? email;
  return {
    person: { name: shown, firstName: shown.split(' ')[0] },
    account: { name: account },
    company: { name: company },
    sender: { name: sender },
  };
}
