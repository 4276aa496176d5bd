import { z } from 'zod';
import type { App } from '../core/http/server.ts';
import { attributionRoutes } from './attribution/routes.ts';
import { listQuality } from './list-quality.ts';
import { QualityDetail, QualityPage, QualityQuery } from './schema.ts';
import { viewQuality } from './view-quality.ts';

export function qualityRoutes(app: App): void {
  attributionRoutes(app);
  const config = { permission: 'quality.read' };
  const tags = ['Quality'];
  app.get(
    '/api/v1/quality/affiliates',
    { schema: { querystring: QualityQuery, response: { 200: QualityPage }, tags }, config },
    ({ actor, query }) => listQuality(actor, query),
  );
  app.get(
    '/api/v1/quality/affiliates/:id',
    { schema: { params: z.object({ id: z.string() }), response: { 200: QualityDetail }, tags }, config },
    ({ actor, params }) => viewQuality(actor, params.id),
  );
}
