import type { App } from '../../core/http/server.ts';
import { PlanSimulation, SimulationQuery, SimulationRequest } from './schema.ts';
import { simulateInFull, simulatePlan } from './simulate-plan.ts';
import { writeSimulation } from './write-simulation.ts';

export function simulationRoutes(app: App): void {
  const config = { permission: 'commissions.read' };
  const tags = ['Commissions'];
  app.post(
    '/api/v1/plans/simulation',
    { schema: { body: SimulationRequest, response: { 200: PlanSimulation }, tags }, config },
    ({ actor, body }) => simulatePlan(actor, body),
  );
  app.get(
    '/api/v1/plans/simulation.csv',
    { schema: { querystring: SimulationQuery, produces: ['text/csv'], tags }, config },
    async ({ actor, query }, reply) => {
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="simulation.csv"');
      return writeSimulation(await simulateInFull(actor, query), actor.locale);
    },
  );
}
