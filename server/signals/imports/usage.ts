import { defineImportObject } from '../../customers/index.ts';
import { recordUsage } from '../facts/record-usage.ts';
import { ACCOUNT_ID_WORDS, PERSON_EMAIL_WORDS, PERSON_ID_WORDS } from './words.ts';

export function defineUsageImport(): void {
  defineImportObject({
    name: 'usage',
    labels: 'signals:import.usage',
    aliases: ['feature usage', 'usage', 'usage events', 'product usage', 'events', 'activity'],
    after: ['accounts', 'people', 'subscriptions'],
    key: ['externalId'],
    fields: [
      { name: 'externalId', type: 'text', aliases: ['usage id', 'event id', 'record id', 'id'] },
      { name: 'subscriptionExternalId', type: 'text', aliases: ['subscription id', 'subscription'] },
      { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS },
      { name: 'personExternalId', type: 'text', aliases: PERSON_ID_WORDS },
      { name: 'personEmail', type: 'text', aliases: PERSON_EMAIL_WORDS },
      {
        name: 'feature',
        type: 'text',
        aliases: ['feature name', 'event', 'event name', 'action', 'module'],
        required: true,
      },
      { name: 'day', type: 'date', aliases: ['usage date', 'date', 'activity date', 'event date'] },
      { name: 'occurredAt', type: 'datetime', aliases: ['timestamp', 'time', 'event time', 'created at'] },
      { name: 'quantity', type: 'number', aliases: ['usage count', 'count', 'uses', 'times', 'events'] },
      {
        name: 'durationSeconds',
        type: 'number',
        aliases: ['usage duration secs', 'usage duration seconds', 'duration secs', 'duration'],
      },
      { name: 'errorCount', type: 'number', aliases: ['errors'] },
    ],
    saveBatch: recordUsage,
  });
}
