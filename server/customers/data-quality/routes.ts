import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { mendFaults, undoMending } from './mend-faults.ts';
import {
  DataQuality,
  FaultParams,
  FaultQuery,
  FaultyRecord,
  Mending,
  NewMending,
  UndoneMending,
} from './schema.ts';
import { listFaults, viewDataQuality } from './view-data-quality.ts';

const tags = ['Data quality'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };

export function dataQualityRoutes(app: App): void {
  app.get(
    '/api/v1/data-quality',
    { schema: { response: { 200: DataQuality }, tags }, config: canRead },
    ({ actor }) => viewDataQuality(actor),
  );
  app.get(
    '/api/v1/data-quality/:fault',
    {
      schema: { params: FaultParams, querystring: FaultQuery, response: { 200: pageOf(FaultyRecord) }, tags },
      config: canRead,
    },
    ({ actor, params, query }) => listFaults(actor, params.fault, query),
  );
  app.post(
    '/api/v1/data-quality/:fault/mendings',
    { schema: { params: FaultParams, body: NewMending, response: { 200: Mending }, tags }, config: canWrite },
    ({ actor, params, body }) => mendFaults(actor, params.fault, body.ids),
  );
  app.delete(
    '/api/v1/mendings/:id',
    { schema: { params: IdParams, response: { 200: UndoneMending }, tags }, config: canWrite },
    ({ actor, params }) => undoMending(actor, params.id),
  );
}
