import { subMonths } from 'date-fns/subMonths';
import { listAffiliates } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { ATTRIBUTION_MODELS, creditChannels } from '../../success/index.ts';
import { listTouchPaths } from '../../tracking/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { AttributionQuery, AttributionReport } from './schema.ts';

const DEFAULT_MODEL = 'last';
const OWN_CHANNELS = ['coupon', 'direct'];

/** The first sales of a period as six models divide them among affiliates, or among the places of their touches. */
export async function compareModels(
  actor: Actor,
  { by, months }: AttributionQuery,
): Promise<AttributionReport> {
  authorize(actor, 'quality.read');
  const { workspaceId, locale, now: until } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const { currency } = workspace;
  const since = subMonths(until, months);
  const counted = await listTouchPaths(workspaceId, { by, since, until, currency });
  const paths = counted.map(({ valueMinor, ...path }) => ({ ...path, value: valueMinor }));
  const byModel = new Map(ATTRIBUTION_MODELS.map((model) => [model, creditChannels(paths, model)]));
  const nameOf = by === 'affiliate' ? await affiliateNames(workspaceId) : channelNames(locale);
  const keys = new Set([...byModel.values()].flatMap((credits) => [...credits.keys()]));
  const rows = [...keys].map((key) => ({
    ...{ key, name: nameOf(key) },
    credits: ATTRIBUTION_MODELS.map((model) => {
      const { conversions = 0, value = 0 } = byModel.get(model)?.get(key) ?? {};
      return { model, conversions, valueMinor: Math.round(value) };
    }),
  }));
  const usual = (row: (typeof rows)[number]) =>
    row.credits.find(({ model }) => model === DEFAULT_MODEL)?.conversions ?? 0;
  const sum = (field: 'conversions' | 'nulls' | 'valueMinor') =>
    counted.reduce((total, path) => total + path[field], 0);
  return {
    ...{ by, since, until, currency },
    ...{ conversions: sum('conversions'), nulls: sum('nulls'), valueMinor: sum('valueMinor') },
    models: ATTRIBUTION_MODELS.map((model) => ({
      model,
      name: words(locale, `assessments:model.${model}`),
      sentence: words(locale, `assessments:modelHint.${model}`),
    })),
    rows: rows.sort((one, other) => usual(other) - usual(one) || one.name.localeCompare(other.name)),
  };
}

async function affiliateNames(workspaceId: string): Promise<(id: string) => string> {
  const names = new Map((await listAffiliates(workspaceId, null)).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function channelNames(locale: string): (key: string) => string {
  return (key) => (OWN_CHANNELS.includes(key) ? words(locale, `quality:channel.${key}`) : key);
}
