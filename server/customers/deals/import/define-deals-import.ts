import { ACCOUNT_ID_WORDS, ACCOUNT_NAME_WORDS } from '../../imports/objects/fields.ts';
import { defineImportObject, type ImportField, type RowOf } from '../../imports/registry.ts';
import { saveDealRows } from './save-deal-rows.ts';

const FIELDS = [
  {
    name: 'externalId',
    type: 'text',
    required: true,
    aliases: ['deal id', 'opportunity id', 'deal external id', 'record id', 'id'],
  },
  {
    name: 'name',
    type: 'text',
    required: true,
    aliases: ['deal name', 'opportunity name', 'deal title', 'deal', 'opportunity', 'title'],
  },
  { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS },
  { name: 'accountName', type: 'text', aliases: ACCOUNT_NAME_WORDS },
  {
    name: 'amount',
    type: 'money',
    aliases: ['deal amount', 'deal value', 'opportunity amount', 'amount in company currency', 'value'],
  },
  {
    name: 'currency',
    type: 'text',
    aliases: [
      'deal currency',
      'currency iso code',
      'deal currency code',
      'deal currency of value',
      'currency of value',
      'amount currency',
    ],
  },
  { name: 'pipeline', type: 'text', aliases: ['deal pipeline', 'pipeline name', 'sales process'] },
  { name: 'stage', type: 'text', required: true, aliases: ['deal stage', 'opportunity stage', 'stage name'] },
  {
    name: 'status',
    type: 'choice',
    aliases: ['deal status'],
    choices: { open: ['in progress'], won: ['closed won'], lost: ['closed lost'] },
  },
  {
    name: 'probability',
    type: 'number',
    aliases: ['deal probability', 'win probability', 'forecast probability'],
  },
  {
    name: 'expectedOn',
    type: 'date',
    aliases: ['close date', 'expected close date', 'deal expected close date', 'expected close'],
  },
  {
    name: 'createdAt',
    type: 'datetime',
    aliases: ['create date', 'created date', 'date created', 'deal created', 'deal deal created'],
  },
  {
    name: 'closedAt',
    type: 'datetime',
    aliases: ['closed date', 'closed time', 'deal closed on', 'deal deal closed on', 'won date', 'lost date'],
  },
  {
    name: 'lossReason',
    type: 'text',
    aliases: ['closed lost reason', 'lost reason', 'deal lost reason', 'reason lost'],
  },
  { name: 'ownerEmail', type: 'text', aliases: ['deal owner', 'opportunity owner', 'owner'] },
  { name: 'channel', type: 'text', aliases: ['lead source', 'original traffic source', 'deal channel'] },
  { name: 'source', type: 'text', aliases: ['deal source', 'campaign source', 'original source'] },
  { name: 'nextStep', type: 'text', aliases: ['next steps', 'next activity'] },
  {
    name: 'tags',
    type: 'text',
    aliases: ['tag', 'labels', 'label', 'keywords', 'deal labels', 'deal label'],
  },
] as const satisfies readonly ImportField[];

export type DealFileRow = RowOf<typeof FIELDS>;

/** Deals of other systems: their stages are found by name, and won and lost ones end as they did there. */
export function defineDealsImport(): void {
  defineImportObject({
    name: 'deals',
    labels: 'deals:import',
    aliases: ['deals', 'deal', 'opportunities', 'opportunity', 'pipeline'],
    after: ['accounts', 'people'],
    key: ['externalId'],
    permission: 'deals.write',
    fields: FIELDS,
    saveBatch: (workspaceId, rows, { byName }) => saveDealRows(workspaceId, rows, byName),
  });
}
