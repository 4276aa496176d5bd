import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { Dismissal, Opportunity, OpportunityQuery } from '../schema/opportunity.ts';
import { acceptOpportunity, dismissOpportunity } from './decide-opportunity.ts';
import { getOpportunity, pageOfOpportunities } from './read-opportunities.ts';

const tags = ['Upsell'];
const answersOpportunity = {
  params: z.object({ id: z.string().max(200) }),
  response: { 200: Opportunity },
  tags,
};

export function growthRoutes(app: App): void {
  app.get(
    '/api/v1/opportunities',
    {
      schema: { querystring: OpportunityQuery, response: { 200: pageOf(Opportunity) }, tags },
      config: { permission: 'success.read' },
    },
    ({ actor, query }) => pageOfOpportunities(actor, query),
  );
  app.get(
    '/api/v1/opportunities/:id',
    { schema: answersOpportunity, config: { permission: 'success.read' } },
    ({ actor, params }) => getOpportunity(actor, params.id),
  );
  app.post(
    '/api/v1/opportunities/:id/acceptance',
    { schema: answersOpportunity, config: { permission: 'deals.write' } },
    ({ actor, params }) => acceptOpportunity(actor, params.id),
  );
  app.post(
    '/api/v1/opportunities/:id/dismissal',
    { schema: { ...answersOpportunity, body: Dismissal }, config: { permission: 'success.write' } },
    ({ actor, params, body }) => dismissOpportunity(actor, params.id, body),
  );
}
