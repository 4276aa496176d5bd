import { savePeople } from '../../people/save-people.ts';
import { saveTagged } from '../../tags/import-tags.ts';
import { defineImportObject, type ImportField } from '../registry.ts';
import { saveWithAccounts } from './accounts-of-rows.ts';
import { ACCOUNT_ID_WORDS, ACCOUNT_NAME_WORDS, ROLE_WORDS, STAGE_WORDS } from './fields.ts';

const FIELDS = [
  {
    name: 'externalId',
    type: 'text',
    aliases: ['person id', 'contact id', 'user id', 'record id', 'lead id', 'id'],
  },
  { name: 'email', type: 'text', aliases: ['email address', 'e mail', 'work email', 'mail'] },
  { name: 'name', type: 'text', aliases: ['full name', 'person name', 'contact name', 'display name'] },
  { name: 'firstName', type: 'text', aliases: ['given name', 'forename'] },
  { name: 'lastName', type: 'text', aliases: ['surname', 'family name'] },
  {
    name: 'phone',
    type: 'text',
    aliases: ['phone number', 'telephone', 'mobile', 'mobile phone number'],
  },
  { name: 'title', type: 'text', aliases: ['job title', 'position'] },
  { name: 'country', type: 'text', aliases: ['country region', 'mailing country', 'country code'] },
  { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS },
  { name: 'accountName', type: 'text', aliases: ACCOUNT_NAME_WORDS },
  {
    name: 'role',
    type: 'choice',
    aliases: ['buying role', 'stakeholder role', 'contact role'],
    choices: ROLE_WORDS,
  },
  { name: 'weight', type: 'number', aliases: ['influence', 'stakeholder weight'] },
  {
    name: 'channel',
    type: 'text',
    aliases: ['acquisition channel', 'lead source', 'referral source', 'original traffic source', 'source'],
  },
  {
    name: 'stage',
    type: 'choice',
    aliases: ['lifecycle stage', 'contact stage'],
    choices: STAGE_WORDS,
  },
  { name: 'ownerEmail', type: 'text', aliases: ['owner', 'contact owner', 'lead owner'] },
  { name: 'tags', type: 'text', aliases: ['tag', 'labels', 'label', 'keywords'] },
] as const satisfies readonly ImportField[];

export function definePeopleImport(): void {
  defineImportObject({
    name: 'people',
    labels: 'imports:people',
    aliases: ['people', 'persons', 'contacts', 'contact', 'users', 'members', 'leads'],
    after: ['accounts'],
    key: ['externalId', 'email'],
    allowsAttributes: true,
    fields: FIELDS,
    saveBatch: (workspaceId, rows) =>
      saveWithAccounts(workspaceId, rows, (known) =>
        saveTagged(workspaceId, 'person', known, (untagged) =>
          savePeople(
            workspaceId,
            untagged.map(({ firstName, lastName, name, ...row }) => ({
              ...row,
              name: name ?? join(firstName, lastName),
            })),
          ),
        ),
      ),
  });
}

function join(firstName: string | undefined, lastName: string | undefined): string | undefined {
  return [firstName, lastName].filter(Boolean).join(' ') || undefined;
}
