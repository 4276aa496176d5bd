import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ImportUndo, UndoForecast } from '../../../server/customers/imports/undo/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { isBeingWorkedOn, type Run } from './queries.ts';

const ASK_EVERY_MS = 900;

export type Undo = Jsonified<ImportUndo>;
export type Forecast = Jsonified<UndoForecast>;

/** Asked again while the undo is being worked on. */
export function undoQuery(runId: string) {
  return queryOptions({
    queryKey: ['/imports', runId, 'undo'],
    queryFn: () => api.get<ImportUndo>(`/imports/${runId}/undo`),
    refetchInterval: ({ state }) =>
      state.data?.state === 'queued' || state.data?.state === 'running' ? ASK_EVERY_MS : false,
  });
}

/** The undo of an import that has ended, for whoever may undo it. */
export function useUndo(run: Run): Undo | undefined {
  const can = useCan();
  const hasEnded = run.state !== 'draft' && !isBeingWorkedOn(run.state);
  return useQuery({ ...undoQuery(run.id), enabled: hasEnded && can('imports.write') }).data;
}

/** Whether somebody has asked for it. */
export function isAskedFor({ state }: Undo): boolean {
  return state === 'queued' || state === 'running' || state === 'done';
}

/** Counted anew each time somebody is asked. */
export function forecastQuery(runId: string) {
  return queryOptions({
    queryKey: ['/imports', runId, 'undo', 'forecast'],
    queryFn: () => api.get<UndoForecast>(`/imports/${runId}/undo/forecast`),
    staleTime: 0,
    gcTime: 0,
  });
}

export async function startUndo(runId: string): Promise<void> {
  const undo = await api.post<ImportUndo>(`/imports/${runId}/undo`);
  queryClient.setQueryData(undoQuery(runId).queryKey, undo);
}
