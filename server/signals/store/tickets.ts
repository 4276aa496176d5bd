import type { TicketPriority } from '../schema/inputs.ts';
import type { Fact, FactTable } from './fact-table.ts';

export interface TicketRow extends Fact {
  accountId: string;
  personId: string | null;
  subject: string | null;
  priority: TicketPriority;
  isEscalated: boolean;
  openedAt: Date;
  closedAt: Date | null;
  firstResponseMinutes: number | null;
  reopenCount: number;
}

export const TICKETS: FactTable<TicketRow> = {
  name: 'signals.tickets',
  columns: {
    id: 'text',
    externalId: 'text',
    accountId: 'text',
    personId: 'text',
    subject: 'text',
    priority: 'text',
    isEscalated: 'boolean',
    openedAt: 'timestamptz',
    closedAt: 'timestamptz',
    firstResponseMinutes: 'integer',
    reopenCount: 'integer',
  },
};
