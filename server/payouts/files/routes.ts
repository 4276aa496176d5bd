import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { writePaypalFile } from '../write-files.ts';
import { changeSender, viewSender } from './sender.ts';
import { Sender, SenderChange } from './sender-schema.ts';
import { writeSepaFile, writeWholeFile, writeWiseFile } from './write-payout-files.ts';

const IdParams = z.object({ id: z.string() });
const FileQuery = z.object({ file: z.coerce.number().int().min(1).default(1) });
const SenderAnswer = z.object({ sender: Sender.nullable() });
const tags = ['Payouts'];
const csv = ['text/csv'];
const reading = { permission: 'payouts.read' };
const creating = { permission: 'payouts.create' };

/** The files of an approved payout, and the account from which the bank's leaves. */
export function fileRoutes(app: App): void {
  tableRoutes(app);
  app.get(
    '/api/v1/payouts/:id/sepa.xml',
    { schema: { params: IdParams, produces: ['application/xml'], tags }, config: creating },
    async ({ actor, params }, reply) => {
      const content = await writeSepaFile(actor, params.id);
      reply
        .type('application/xml; charset=utf-8')
        .header('content-disposition', named(`sepa-${params.id}.xml`));
      return content;
    },
  );
  app.get(
    '/api/v1/payout-sender',
    { schema: { response: { 200: SenderAnswer }, tags }, config: reading },
    ({ actor }) => viewSender(actor),
  );
  app.put(
    '/api/v1/payout-sender',
    {
      schema: { body: SenderChange, response: { 200: SenderAnswer }, tags },
      config: { permission: 'payouts.approve' },
    },
    ({ actor, body }) => changeSender(actor, body),
  );
}

function tableRoutes(app: App): void {
  app.get(
    '/api/v1/payouts/:id/paypal.csv',
    { schema: { params: IdParams, querystring: FileQuery, produces: csv, tags }, config: reading },
    async ({ actor, params, query }, reply) => {
      const content = await writePaypalFile(actor, params.id, query.file);
      const name = `paypal-${params.id}-${query.file}.csv`;
      reply.type('text/csv; charset=utf-8').header('content-disposition', named(name));
      return content;
    },
  );
  app.get(
    '/api/v1/payouts/:id/wise.csv',
    { schema: { params: IdParams, querystring: FileQuery, produces: csv, tags }, config: creating },
    async ({ actor, params, query }, reply) => {
      const content = await writeWiseFile(actor, params.id, query.file);
      const name = `wise-${params.id}-${query.file}.csv`;
      reply.type('text/csv; charset=utf-8').header('content-disposition', named(name));
      return content;
    },
  );
  app.get(
    '/api/v1/payouts/:id/all.csv',
    { schema: { params: IdParams, produces: csv, tags }, config: creating },
    async ({ actor, params }, reply) => {
      const content = await writeWholeFile(actor, params.id);
      const name = `payout-${params.id}.csv`;
      reply.type('text/csv; charset=utf-8').header('content-disposition', named(name));
      return content;
    },
  );
}

function named(name: string): string {
  return `attachment; filename="${name}"`;
}
