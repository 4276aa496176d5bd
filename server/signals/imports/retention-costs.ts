import { defineImportObject } from '../../customers/index.ts';
import { recordCosts } from '../facts/record-costs.ts';

const SEPARATOR = /[;,|]/;

export function defineRetentionCostImport(): void {
  defineImportObject({
    name: 'retentionCosts',
    labels: 'signals:import.retentionCosts',
    aliases: ['retention costs', 'costs', 'cost entries', 'retention spend', 'customer success costs'],
    after: ['accounts'],
    key: ['externalId'],
    fields: [
      { name: 'externalId', type: 'text', aliases: ['cost id', 'entry id', 'record id', 'id'] },
      {
        name: 'kind',
        type: 'choice',
        aliases: ['type', 'category', 'cost type', 'cost category'],
        choices: {
          people: ['salaries', 'salary', 'staff', 'team', 'headcount'],
          tools: ['tool', 'software', 'systems', 'licenses'],
          programs: ['program', 'programme', 'programmes', 'events', 'training', 'campaigns', 'other'],
        },
        required: true,
      },
      { name: 'name', type: 'text', aliases: ['description', 'cost', 'item', 'cost name'], required: true },
      { name: 'amount', type: 'money', aliases: ['cost amount', 'total', 'spend', 'value'], required: true },
      { name: 'currency', type: 'text', aliases: ['currency code'] },
      {
        name: 'firstMonth',
        type: 'date',
        aliases: ['month', 'start month', 'start date', 'date', 'period'],
        required: true,
      },
      {
        name: 'months',
        type: 'number',
        aliases: ['number of months', 'spread over months', 'duration months'],
      },
      {
        name: 'accountIds',
        type: 'text',
        aliases: ['accounts', 'account ids', 'account id', 'customer ids', 'company ids'],
      },
    ],
    saveBatch: (workspaceId, rows) =>
      recordCosts(
        workspaceId,
        rows.map(({ amount, accountIds, ...row }) => ({
          ...row,
          amountMinor: amount.amountMinor,
          currency: amount.currency,
          accountIds: undefined,
          accountExternalIds: accountIds
            ?.split(SEPARATOR)
            .map((id) => id.trim())
            .filter((id) => id !== ''),
        })),
      ),
  });
}
