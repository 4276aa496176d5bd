import { saveJudged, saveOwnValues } from '../../fields/import-values.ts';
import { savePeople } from '../../people/save-people.ts';
import { saveTagged } from '../../tags/import-tags.ts';
import { defineImportObject, type ImportField, type RowOf } from '../registry.ts';
import { saveWithAccounts } from './accounts-of-rows.ts';
import { ACCOUNT_ID_WORDS, ACCOUNT_NAME_WORDS, ROLE_WORDS, STAGE_WORDS } from './fields.ts';

const FIELDS = [
  {
    name: 'externalId',
    type: 'text',
    aliases: ['person id', 'contact id', 'user id', 'record id', 'lead id', 'id'],
  },
  {
    name: 'email',
    type: 'text',
    aliases: [
      'email address',
      'e mail',
      'work email',
      'mail',
      'person email work',
      'email work',
      'person email',
    ],
  },
  { name: 'name', type: 'text', aliases: ['full name', 'person name', 'contact name', 'display name'] },
  { name: 'firstName', type: 'text', aliases: ['given name', 'forename', 'person first name'] },
  { name: 'lastName', type: 'text', aliases: ['surname', 'family name', 'person last name'] },
  {
    name: 'phone',
    type: 'text',
    aliases: [
      'phone number',
      'telephone',
      'person phone work',
      'phone work',
      'person phone',
      'mobile',
      'mobile phone',
      'mobile phone number',
    ],
  },
  { name: 'title', type: 'text', aliases: ['job title', 'position', 'person job title'] },
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
  { name: 'ownerEmail', type: 'text', aliases: ['owner', 'contact owner', 'lead owner', 'person owner'] },
  {
    name: 'tags',
    type: 'text',
    aliases: ['tag', 'labels', 'label', 'keywords', 'person labels', 'person label'],
  },
] as const satisfies readonly ImportField[];

export function definePeopleImport(): void {
  defineImportObject({
    name: 'people',
    labels: 'imports:people',
    aliases: ['people', 'persons', 'contacts', 'contact', 'users', 'members', 'leads', 'lead', 'person'],
    after: ['accounts'],
    key: ['externalId', 'email'],
    allowsAttributes: true,
    ownFields: 'person',
    isUndoable: true,
    fields: FIELDS,
    saveBatch: (workspaceId, rows) =>
      saveJudged(workspaceId, 'person', rows, (judged) =>
        saveWithAccounts(workspaceId, judged, (known) =>
          saveOwnValues(workspaceId, 'person', known, (plain) =>
            saveTagged(workspaceId, 'person', plain, (untagged) =>
              savePeople(workspaceId, untagged.map(withName)),
            ),
          ),
        ),
      ),
  });
}

type NamedRow = Pick<RowOf<typeof FIELDS>, 'firstName' | 'lastName' | 'name'>;

function withName<Row extends NamedRow>({ firstName, lastName, name, ...row }: Row) {
  return { ...row, name: name ?? join(firstName, lastName) };
}

function join(firstName: string | undefined, lastName: string | undefined): string | undefined {
  return [firstName, lastName].filter(Boolean).join(' ') || undefined;
}
