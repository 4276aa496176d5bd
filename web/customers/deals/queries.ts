import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Deal, DealView } from '../../../server/customers/deals/schema/deal.ts';
import type { LossReason, Pipeline } from '../../../server/customers/deals/schema/pipeline.ts';
import type { Board } from '../../../server/customers/deals/schema/query.ts';
import { api, type Jsonified, type Query } from '../../ui/api.ts';

export type DealRow = Jsonified<Deal>;
export type DealRecord = Jsonified<DealView>;
export type PipelineRecord = Jsonified<Pipeline>;
export type StageRecord = PipelineRecord['stages'][number];
export type BoardView = Jsonified<Board>;

const PIPELINES_STALE_AFTER_MS = 300_000;

export const pipelinesQuery = queryOptions({
  queryKey: ['/pipelines'],
  queryFn: () => api.get<{ data: PipelineRecord[] }>('/pipelines'),
  staleTime: PIPELINES_STALE_AFTER_MS,
});

export const lossReasonsQuery = queryOptions({
  queryKey: ['/deal-loss-reasons'],
  queryFn: () => api.get<{ data: LossReason[] }>('/deal-loss-reasons'),
});

export function boardQuery(query: Query) {
  return queryOptions({
    queryKey: ['/deals', 'board', query],
    queryFn: () => api.get<BoardView>('/deals/board', query),
  });
}

export function dealQuery(id: string) {
  return queryOptions({
    queryKey: ['/deals', id],
    queryFn: () => api.get<DealRecord>(`/deals/${id}`),
  });
}

/** The pipelines in use, and every stage by its id. */
export function usePipelines(): { pipelines: PipelineRecord[]; stages: Map<string, StageRecord> } {
  const { data } = useQuery(pipelinesQuery);
  const all = data?.data ?? [];
  return {
    pipelines: all.filter(({ archivedAt }) => archivedAt === null),
    stages: new Map(all.flatMap(({ stages }) => stages).map((stage) => [stage.id, stage])),
  };
}
