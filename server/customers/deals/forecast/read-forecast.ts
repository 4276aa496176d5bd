import { type Actor, authorize } from '../../../core/actor.ts';
import { notFound } from '../../../core/problem.ts';
import { withOwnerNames } from '../../owners.ts';
import { readerOf } from '../store/conditions.ts';
import { selectConversion, sumForecast, sumLooks } from '../store/forecast.ts';
import { selectPipelines } from '../store/pipelines.ts';
import { forecastOf, monthsFrom } from './rules.ts';
import type { Forecast, ForecastQuery, StageConversion } from './schema.ts';

/** What is to be expected of the open deals, what was won so far, and which deals need a look. */
export async function readForecast(actor: Actor, query: ForecastQuery): Promise<Forecast> {
  authorize(actor, 'deals.read');
  const reader = await readerOf(actor);
  const { pipelineId, ownerId } = query;
  const filters = { pipelineId, ownerId: ownerId === undefined ? undefined : [ownerId] };
  const months = monthsFrom(reader.today, query.months);
  const cells = await sumForecast(reader, filters, `${months[0]}-01`);
  const { months: ofMonths, owners } = forecastOf(cells, months);
  return {
    ...{ today: reader.today, months: ofMonths },
    owners: await withOwnerNames(actor.workspaceId, owners),
    ...(await sumLooks(reader, filters)),
  };
}

/** How many deals go on from each stage, and how long they stay; of the default pipeline unless told. */
export async function readConversion(
  actor: Actor,
  { pipelineId }: { pipelineId?: string | undefined },
): Promise<{ data: StageConversion[] }> {
  authorize(actor, 'deals.read');
  const [pipeline] = await selectPipelines(actor.workspaceId, pipelineId);
  if (!pipeline) throw notFound('pipeline');
  return { data: await selectConversion(await readerOf(actor), pipeline.id) };
}
