import type { App } from '../../core/http/server.ts';
import { JournalQuery } from './schema.ts';
import { writeJournal } from './write-journal.ts';

/** The ledger for the company's own books. */
export function journalRoutes(app: App): void {
  app.get(
    '/api/v1/ledger-entries/journal.csv',
    {
      schema: { querystring: JournalQuery, produces: ['text/csv'], tags: ['Commissions'] },
      config: { permission: 'commissions.read' },
    },
    async ({ actor, query }, reply) => {
      const csv = await writeJournal(actor, query);
      const name = `journal-${query.from}-${query.to}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(csv);
    },
  );
}
