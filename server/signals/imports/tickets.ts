import { defineImportObject } from '../../customers/index.ts';
import { recordTickets } from '../facts/record-tickets.ts';
import { ACCOUNT_ID_WORDS, PERSON_EMAIL_WORDS, PERSON_ID_WORDS } from './words.ts';

export function defineTicketImport(): void {
  defineImportObject({
    name: 'tickets',
    labels: 'signals:import.tickets',
    aliases: ['support tickets', 'tickets', 'ticket', 'cases', 'conversations'],
    after: ['accounts', 'people'],
    key: ['externalId'],
    fields: [
      {
        name: 'externalId',
        type: 'text',
        aliases: ['ticket id', 'case number', 'case id', 'record id', 'id'],
      },
      { name: 'accountExternalId', type: 'text', aliases: ACCOUNT_ID_WORDS, required: true },
      { name: 'personExternalId', type: 'text', aliases: PERSON_ID_WORDS },
      { name: 'personEmail', type: 'text', aliases: PERSON_EMAIL_WORDS },
      { name: 'subject', type: 'text', aliases: ['ticket name', 'title', 'summary', 'ticket subject'] },
      {
        name: 'priority',
        type: 'choice',
        aliases: ['ticket priority', 'severity'],
        choices: {
          low: ['minor', 'p4'],
          normal: ['medium', 'moderate', 'standard', 'p3'],
          high: ['major', 'p2'],
          urgent: ['critical', 'blocker', 'p1'],
        },
      },
      {
        name: 'openedAt',
        type: 'datetime',
        aliases: ['submitted at', 'created at', 'create date', 'opened', 'date opened', 'created'],
        required: true,
      },
      {
        name: 'closedAt',
        type: 'datetime',
        aliases: ['resolved at', 'solved at', 'close date', 'closed', 'date closed'],
      },
      {
        name: 'firstResponseMinutes',
        type: 'number',
        aliases: ['first response time minutes', 'first reply time in minutes', 'first response time'],
      },
      { name: 'reopenCount', type: 'number', aliases: ['reopens', 'reopened', 'number of reopens'] },
      { name: 'isEscalated', type: 'boolean', aliases: ['escalation flag', 'escalated'] },
      {
        name: 'satisfactionScore',
        type: 'number',
        aliases: ['satisfaction', 'csat', 'csat score', 'satisfaction rating'],
      },
      { name: 'satisfactionComment', type: 'text', aliases: ['satisfaction comment', 'csat comment'] },
    ],
    saveBatch: recordTickets,
  });
}
