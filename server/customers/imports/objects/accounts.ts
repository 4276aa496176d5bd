import { saveAccounts } from '../../accounts/save-accounts.ts';
import { saveJudged, saveOwnValues } from '../../fields/import-values.ts';
import { saveTagged } from '../../tags/import-tags.ts';
import { defineImportObject, type ImportField } from '../registry.ts';
import { STAGE_WORDS } from './fields.ts';

const FIELDS = [
  {
    name: 'externalId',
    type: 'text',
    aliases: ['account id', 'company id', 'customer id', 'organization id', 'record id', 'client id', 'id'],
  },
  {
    name: 'name',
    type: 'text',
    aliases: [
      'account name',
      'company name',
      'company',
      'account',
      'organization',
      'organization name',
      'customer name',
    ],
  },
  {
    name: 'domain',
    type: 'text',
    aliases: ['company domain name', 'website', 'website url', 'web site', 'organization website'],
  },
  { name: 'industry', type: 'text', aliases: ['sector', 'vertical', 'organization industry'] },
  {
    name: 'country',
    type: 'text',
    aliases: [
      'country region',
      'billing country',
      'country code',
      'shipping country',
      'organization country of address',
      'country of address',
    ],
  },
  { name: 'planTier', type: 'text', aliases: ['plan', 'tier', 'plan name', 'edition', 'package'] },
  {
    name: 'seats',
    type: 'number',
    aliases: ['seat count', 'licenses', 'licences', 'licensed users', 'number of seats'],
  },
  {
    name: 'channel',
    type: 'text',
    aliases: [
      'acquisition channel',
      'referral source',
      'lead source',
      'account source',
      'source',
      'original traffic source',
      'original source',
      'utm source',
    ],
  },
  {
    name: 'stage',
    type: 'choice',
    aliases: ['lifecycle stage', 'account stage', 'customer stage'],
    choices: STAGE_WORDS,
  },
  {
    name: 'ownerEmail',
    type: 'text',
    aliases: [
      'owner',
      'account owner email',
      'company owner',
      'account owner',
      'organization owner',
      'csm',
      'csm email',
    ],
  },
  {
    name: 'signedUpAt',
    type: 'datetime',
    aliases: [
      'signup date',
      'signed up',
      'sign up at',
      'signup at',
      'customer since',
      'create date',
      'created date',
      'created at',
      'created',
      'organization created',
      'organization organization created',
    ],
  },
  {
    name: 'onboardedAt',
    type: 'datetime',
    aliases: [
      'onboarded',
      'onboarding finished',
      'onboarding completed',
      'onboarding complete',
      'go live date',
    ],
  },
  {
    name: 'tags',
    type: 'text',
    aliases: ['tag', 'labels', 'label', 'keywords', 'organization labels', 'organization label'],
  },
] as const satisfies readonly ImportField[];

export function defineAccountImport(): void {
  defineImportObject({
    name: 'accounts',
    labels: 'imports:accounts',
    aliases: [
      'accounts',
      'account',
      'companies',
      'company',
      'organizations',
      'customers',
      'clients',
      'tenants',
    ],
    after: [],
    key: ['externalId'],
    allowsAttributes: true,
    ownFields: 'account',
    isUndoable: true,
    fields: FIELDS,
    saveBatch: (workspaceId, rows) =>
      saveJudged(workspaceId, 'account', rows, (judged) =>
        saveOwnValues(workspaceId, 'account', judged, (plain) =>
          saveTagged(workspaceId, 'account', plain, (untagged) => saveAccounts(workspaceId, untagged)),
        ),
      ),
  });
}
