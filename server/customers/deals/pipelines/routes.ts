import { z } from 'zod';
import type { App } from '../../../core/http/server.ts';
import { IdParams } from '../../schema/query.ts';
import { LossReasons, LossReasonsChange, NewPipeline, Pipeline, PipelineChange } from '../schema/pipeline.ts';
import { archivePipeline, restorePipeline } from './archive-pipeline.ts';
import { listLossReasons, listPipelines, setLossReasons } from './read-pipelines.ts';
import { changePipeline, createPipeline } from './save-pipeline.ts';

const tags = ['Deals'];
const canRead = { permission: 'deals.read' };
const canWrite = { permission: 'pipelines.write' };

export function pipelineRoutes(app: App): void {
  recordRoutes(app);
  archiveRoutes(app);
  app.get(
    '/api/v1/deal-loss-reasons',
    { schema: { response: { 200: LossReasons }, tags }, config: canRead },
    ({ actor }) => listLossReasons(actor),
  );
  app.put(
    '/api/v1/deal-loss-reasons',
    { schema: { body: LossReasonsChange, response: { 200: LossReasons }, tags }, config: canWrite },
    ({ actor, body }) => setLossReasons(actor, body),
  );
}

function recordRoutes(app: App): void {
  app.get(
    '/api/v1/pipelines',
    { schema: { response: { 200: z.object({ data: z.array(Pipeline) }) }, tags }, config: canRead },
    ({ actor }) => listPipelines(actor),
  );
  app.post(
    '/api/v1/pipelines',
    { schema: { body: NewPipeline, response: { 201: Pipeline }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createPipeline(actor, body);
    },
  );
  app.put(
    '/api/v1/pipelines/:id',
    {
      schema: { params: IdParams, body: PipelineChange, response: { 200: Pipeline }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => changePipeline(actor, params.id, body),
  );
}

function archiveRoutes(app: App): void {
  app.post(
    '/api/v1/pipelines/:id/archival',
    { schema: { params: IdParams, response: { 200: Pipeline }, tags }, config: canWrite },
    ({ actor, params }) => archivePipeline(actor, params.id),
  );
  app.delete(
    '/api/v1/pipelines/:id/archival',
    { schema: { params: IdParams, response: { 200: Pipeline }, tags }, config: canWrite },
    ({ actor, params }) => restorePipeline(actor, params.id),
  );
}
