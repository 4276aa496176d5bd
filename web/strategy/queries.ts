import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Report, ReportEvent } from '../../server/strategy/reports/schema.ts';
import { useSession } from '../shell/session.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';

export type ReportView = Jsonified<Report>;
export type ReportLine = ReportView['rows'][number];
export type EventRow = Jsonified<ReportEvent>;

/** @param path `/reports`, or `/portal/reports` for an affiliate's own. */
export function useReport(path: string, query: Query) {
  return useQuery({
    queryKey: [path, query],
    queryFn: () => api.get<Report>(path, query),
    placeholderData: keepPreviousData,
  });
}

/** The newest single events behind a figure. */
export function useEvents(query: Query | null) {
  return useQuery({
    queryKey: ['/reports/events', query],
    queryFn: () => api.get<{ data: ReportEvent[] }>('/reports/events', query ?? {}),
    enabled: query !== null,
  });
}

/** Today in the workspace's time zone. */
export function useToday(): string {
  const { workspace } = useSession();
  return new Intl.DateTimeFormat('en-CA', { timeZone: workspace.timeZone }).format(new Date());
}
