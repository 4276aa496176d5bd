import { savePeople } from '../../people/save-people.ts';
import { defineImportObject, type ImportField } from '../registry.ts';
import { saveWithAccounts } from './accounts-of-rows.ts';
import { ACCOUNT_ID_WORDS, ACCOUNT_NAME_WORDS, ROLE_WORDS } from './fields.ts';

const FIELDS = [
  { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS },
  { name: 'accountName', type: 'text', aliases: ACCOUNT_NAME_WORDS },
  {
    name: 'externalId',
    type: 'text',
    aliases: ['person id', 'contact id', 'user id', 'person external id'],
  },
  {
    name: 'email',
    type: 'text',
    aliases: ['person email', 'contact email', 'email address', 'user email'],
  },
  { name: 'name', type: 'text', aliases: ['person name', 'contact name', 'full name'] },
  { name: 'title', type: 'text', aliases: ['job title', 'position'] },
  {
    name: 'role',
    type: 'choice',
    required: true,
    aliases: ['stakeholder role', 'buying role', 'contact role'],
    choices: ROLE_WORDS,
  },
  { name: 'weight', type: 'number', aliases: ['influence', 'stakeholder weight', 'importance'] },
] as const satisfies readonly ImportField[];

export function defineStakeholderImport(): void {
  defineImportObject({
    name: 'stakeholders',
    labels: 'imports:stakeholders',
    aliases: [
      'stakeholders',
      'stakeholder roles',
      'contact roles',
      'account roles',
      'roles',
      'buying committee',
    ],
    after: ['accounts', 'people'],
    key: ['accountExternalId', 'accountName', 'externalId', 'email'],
    isUndoable: true,
    fields: FIELDS,
    saveBatch: (workspaceId, rows) =>
      saveWithAccounts(workspaceId, rows, (known) => savePeople(workspaceId, known), { needsAccount: true }),
  });
}
