import { z } from 'zod';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { pageOf } from '../core/page.ts';
import {
  changePlaybook,
  createPlaybook,
  getPlaybook,
  listPlaybooks,
  setPlaybookStatus,
} from './playbooks/keep-playbooks.ts';
import { presetPlaybooks } from './playbooks/presets.ts';
import { previewEntry } from './playbooks/preview-entry.ts';
import { setStepAutomation } from './playbooks/set-step-automation.ts';
import { readResults } from './results/read-results.ts';
import { resumeRun, stopRun } from './runs/end-run.ts';
import { getRun, listRuns } from './runs/read-runs.ts';
import { startRun } from './runs/start-runs.ts';
import {
  EntryPreview,
  EntryQuestion,
  NewPlaybook,
  NewRun,
  Playbook,
  PlaybookChange,
  PlaybookQuery,
  PlaybookSummary,
  Results,
  Run,
  RunQuery,
  RunView,
  StepAutomation,
  Stop,
} from './schema.ts';

const params = z.object({ id: z.string().max(200) });
const tags = ['Playbooks'];
const canRead = { permission: 'playbooks.read' };
const canWrite = { permission: 'playbooks.write' };
const canRun = { permission: 'tasks.write' };
const one = { params, response: { 200: Playbook }, tags };
const all = <Item extends z.ZodType>(item: Item) => ({
  response: { 200: z.object({ data: z.array(item) }) },
  tags,
});

export function journeysRoutes(app: App, config: Config): void {
  playbookRoutes(app);
  statusRoutes(app);
  runRoutes(app, config);
}

function playbookRoutes(app: App): void {
  app.get(
    '/api/v1/playbooks',
    { schema: { querystring: PlaybookQuery, ...all(PlaybookSummary) }, config: canRead },
    async ({ actor, query }) => ({ data: await listPlaybooks(actor, query) }),
  );
  app.get('/api/v1/playbook-presets', { schema: all(NewPlaybook), config: canWrite }, ({ actor }) => ({
    data: presetPlaybooks(actor.locale),
  }));
  app.post(
    '/api/v1/playbooks',
    { schema: { body: NewPlaybook, response: { 201: Playbook }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createPlaybook(actor, body);
    },
  );
  app.get('/api/v1/playbooks/:id', { schema: one, config: canRead }, ({ actor, params: { id } }) =>
    getPlaybook(actor, id),
  );
  app.put(
    '/api/v1/playbooks/:id',
    { schema: { ...one, body: PlaybookChange }, config: canWrite },
    ({ actor, params: { id }, body }) => changePlaybook(actor, id, body),
  );
  app.post(
    '/api/v1/playbook-entry-previews',
    { schema: { body: EntryQuestion, response: { 200: EntryPreview }, tags }, config: canWrite },
    ({ actor, body }) => previewEntry(actor, body.entry),
  );
  app.get(
    '/api/v1/playbooks/:id/results',
    { schema: { params, response: { 200: Results }, tags }, config: canRead },
    ({ actor, params: { id } }) => readResults(actor, id),
  );
}

function statusRoutes(app: App): void {
  const changes = [
    ['post', 'activation', 'active'],
    ['delete', 'activation', 'paused'],
    ['post', 'archival', 'archived'],
    ['delete', 'archival', 'paused'],
  ] as const;
  for (const [method, resource, status] of changes)
    app[method](
      `/api/v1/playbooks/:id/${resource}`,
      { schema: one, config: canWrite },
      ({ actor, params: { id } }) => setPlaybookStatus(actor, id, status),
    );
  app.put(
    '/api/v1/playbooks/:id/step-automation',
    { schema: { ...one, body: StepAutomation }, config: canWrite },
    ({ actor, params: { id }, body }) => setStepAutomation(actor, id, body),
  );
}

function runRoutes(app: App, config: Config): void {
  const oneRun = { params, response: { 200: RunView }, tags };
  app.get(
    '/api/v1/playbook-runs',
    { schema: { querystring: RunQuery, response: { 200: pageOf(Run) }, tags }, config: canRead },
    ({ actor, query }) => listRuns(actor, query),
  );
  app.get('/api/v1/playbook-runs/:id', { schema: oneRun, config: canRead }, ({ actor, params: { id } }) =>
    getRun(actor, id),
  );
  app.post(
    '/api/v1/playbooks/:id/runs',
    { schema: { params, body: NewRun, response: { 201: RunView }, tags }, config: canRun },
    async ({ actor, params: { id }, body }, reply) => {
      reply.code(201);
      return startRun(config, actor, id, body.accountId);
    },
  );
  app.post(
    '/api/v1/playbook-runs/:id/stop',
    { schema: { ...oneRun, body: Stop }, config: canRun },
    ({ actor, params: { id }, body }) => stopRun(actor, id, body.note),
  );
  app.delete(
    '/api/v1/playbook-runs/:id/stop',
    { schema: oneRun, config: canRun },
    ({ actor, params: { id } }) => resumeRun(actor, id),
  );
}
