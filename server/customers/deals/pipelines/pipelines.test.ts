import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../../test/support/http.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import type { Pipeline } from '../schema/pipeline.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const pipelines = async (): Promise<Pipeline[]> => (await send('GET', '/pipelines')).json().data;
  const [standard] = await pipelines();
  if (!standard) throw new Error('no pipeline was seeded');
  const open = standard.stages.filter(({ kind }) => kind === 'open');
  const change = (body: object) =>
    send('PUT', `/pipelines/${standard.id}`, { name: 'Sales', isDefault: true, ...body });
  return { ws, send, pipelines, standard, open, change };
}

const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [
  answer.statusCode,
  answer.json().code,
];

describe('a pipeline', () => {
  it('is renamed and put in another order, with a new stage between', async () => {
    const { change, open, standard } = await enter();
    const [first, ...rest] = open;
    const stages = [...rest, { name: 'Trial', probability: 60, staleDays: 7 }, first];
    const answer = await change({
      name: 'New business',
      stages,
      wonName: 'Signed',
      readAt: standard.updatedAt,
    });
    const names = answer.json().stages.map(({ name }: { name: string }) => name);
    expect(names.slice(-4)).toEqual(['Trial', 'Qualification', 'Signed', 'Lost']);
    const late = await change({ stages, readAt: standard.updatedAt });
    expect(codeOf(late)).toEqual([409, 'changed_meanwhile']);
  });

  it('loses a stage only with another one for its deals, and they keep their history', async () => {
    const { change, open, send } = await enter();
    const [first, second, ...rest] = open;
    const { id } = (await send('POST', '/deals', { name: 'Stays' })).json();
    const stages = [second, ...rest];
    expect(codeOf(await change({ stages }))).toEqual([409, 'stage_has_deals']);
    const nowhere = [{ stageId: first?.id, toStageId: 'dst_none' }];
    expect((await change({ stages, moves: nowhere })).statusCode).toBe(422);
    const moves = [{ stageId: first?.id, toStageId: second?.id }];
    expect((await change({ stages, moves })).statusCode).toBe(200);
    const deal = (await send('GET', `/deals/${id}`)).json();
    expect(deal).toMatchObject({ stageId: second?.id, moves: [{ fromStage: first?.name }, {}] });
    expect((await send('POST', '/deals', { name: 'Late', stageId: first?.id })).statusCode).toBe(422);
  });

  it('keeps every deal in a standing stage when a stage goes while deals come', async () => {
    const { change, open, send } = await enter();
    const [first, second, ...rest] = open;
    const moves = [{ stageId: first?.id, toStageId: second?.id }];
    const comes = Array.from({ length: 8 }, (_, n) =>
      send('POST', '/deals', { name: `D${n}`, stageId: first?.id }),
    );
    const answers = await Promise.all([
      ...comes.slice(0, 4),
      change({ stages: [second, ...rest], moves }),
      ...comes.slice(4),
    ]);
    expect(answers.filter(({ statusCode }) => ![200, 201, 422].includes(statusCode))).toEqual([]);
    const stray = (await send('GET', `/deals?stageId=${first?.id}`)).json().data;
    expect(stray).toEqual([]);
  });

  it('there is one default of, which cannot be archived, nor one with open deals', async () => {
    const { send, pipelines, standard } = await enter();
    expect(codeOf(await send('POST', `/pipelines/${standard.id}/archival`))).toEqual([
      409,
      'default_pipeline',
    ]);
    const stages = [{ name: 'Renew', probability: 80 }];
    const other = (await send('POST', '/pipelines', { name: 'Renewals', isDefault: true, stages })).json();
    expect((await pipelines()).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([other.id]);
    const { id } = (await send('POST', '/deals', { name: 'Old', pipelineId: standard.id })).json();
    expect(codeOf(await send('POST', `/pipelines/${standard.id}/archival`))).toEqual([
      409,
      'pipeline_has_deals',
    ]);
    const closed = (await send('POST', '/deals', { name: 'Won', pipelineId: standard.id })).json().id;
    await send('POST', `/deals/${closed}/win`, {});
    const moved = await send('POST', `/deals/${id}/stage`, { stageId: other.stages[0].id });
    expect(moved.json()).toMatchObject({ pipelineId: other.id });
    expect((await send('POST', `/pipelines/${standard.id}/archival`)).json().archivedAt).not.toBeNull();
    expect((await send('POST', '/deals', { name: 'X', pipelineId: standard.id })).statusCode).toBe(404);
    const [first] = standard.stages;
    expect((await send('POST', `/deals/${id}/stage`, { stageId: first?.id })).statusCode).toBe(422);
    expect(codeOf(await send('DELETE', `/deals/${closed}/win`))).toEqual([409, 'pipeline_archived']);
    expect((await send('DELETE', `/pipelines/${standard.id}/archival`)).json().archivedAt).toBeNull();
  });

  it('is changed by who may, and seen by every salesperson', async () => {
    const { ws, standard } = await enter();
    const headers = await signInAsRole(app, ws, 'sales');
    const ask = (method: 'GET' | 'POST', path: string) =>
      app.inject({ method, url: `/api/v1${path}`, headers, ...(method === 'POST' ? { body: {} } : {}) });
    expect((await ask('GET', '/pipelines')).statusCode).toBe(200);
    expect((await ask('POST', `/pipelines/${standard.id}/archival`)).statusCode).toBe(403);
  });
});

describe('reasons for lost deals', () => {
  it('are renamed, ordered and put away, and stay with the deals that have them', async () => {
    const { send } = await enter();
    const [first, second, ...rest] = (await send('GET', '/deal-loss-reasons')).json().data;
    const { id } = (await send('POST', '/deals', { name: 'Lost' })).json();
    await send('POST', `/deals/${id}/loss`, { reasonId: first.id });
    const data = [{ name: 'Weather' }, { ...second, name: 'Rival' }, ...rest];
    const after = (await send('PUT', '/deal-loss-reasons', { data })).json().data;
    expect(after.slice(0, 2)).toMatchObject([{ name: 'Weather' }, { id: second.id, name: 'Rival' }]);
    expect((await send('GET', `/deals/${id}`)).json()).toMatchObject({ lossReason: first.name });
    expect(
      (await send('PUT', '/deal-loss-reasons', { data: [{ id: first.id, name: 'X' }] })).statusCode,
    ).toBe(422);
  });
});
