import { defineImportObject } from '../../customers/index.ts';
import { recordChurnEvents } from '../facts/record-churn-events.ts';
import { ACCOUNT_ID_WORDS } from './words.ts';

export function defineChurnEventImport(): void {
  defineImportObject({
    name: 'churnEvents',
    labels: 'signals:import.churnEvents',
    aliases: ['churn events', 'churn', 'cancellations', 'churned customers'],
    after: ['accounts'],
    key: ['externalId'],
    fields: [
      {
        name: 'externalId',
        type: 'text',
        aliases: ['churn event id', 'churn id', 'event id', 'record id', 'id'],
      },
      { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS, required: true },
      {
        name: 'churnedOn',
        type: 'date',
        aliases: ['churn date', 'churned at', 'cancellation date', 'canceled at', 'cancelled at', 'date'],
        required: true,
      },
      { name: 'reason', type: 'text', aliases: ['reason code', 'churn reason', 'cancellation reason'] },
      { name: 'comment', type: 'text', aliases: ['feedback text', 'feedback', 'comments', 'notes'] },
      { name: 'refund', type: 'money', aliases: ['refund amount', 'refunded'] },
      { name: 'currency', type: 'text', aliases: ['currency code'] },
      { name: 'isReactivation', type: 'boolean', aliases: ['reactivation', 'reactivated', 'came back'] },
    ],
    saveBatch: (workspaceId, rows) =>
      recordChurnEvents(
        workspaceId,
        rows.map(({ refund, ...row }) => ({
          ...row,
          refundMinor: refund?.amountMinor,
          currency: refund?.currency,
        })),
      ),
  });
}
