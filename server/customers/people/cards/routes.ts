import type { App } from '../../../core/http/server.ts';
import { IdParams } from '../../schema/query.ts';
import { CardQuery, exportCards, readCard } from './export-cards.ts';

const VCARD = 'text/vcard; charset=utf-8';
const tags = ['People'];
const produces = ['text/vcard'];
const config = { permission: 'accounts.read' };

/** People as address books take them: vCard 4.0. */
export function cardRoutes(app: App): void {
  app.get(
    '/api/v1/people/:id/card.vcf',
    { schema: { params: IdParams, produces, tags }, config },
    async ({ actor, params }, reply) =>
      reply
        .type(VCARD)
        .header('content-disposition', `attachment; filename="${params.id}.vcf"`)
        .send(await readCard(actor, params.id)),
  );
  app.get(
    '/api/v1/people/export.vcf',
    { schema: { querystring: CardQuery, produces, tags }, config },
    async ({ actor, query }, reply) =>
      reply
        .type(VCARD)
        .header('content-disposition', 'attachment; filename="people.vcf"')
        .send(await exportCards(actor, query)),
  );
}
