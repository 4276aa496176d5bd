import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { Report, ReportEvent } from '../../server/strategy/reports/schema.ts';
import type { ReportSchedule } from '../../server/strategy/schedules/schema.ts';
import { membersQuery } from '../settings/queries.ts';
import { queryClient } from '../shell/query-client.ts';
import { useSession } from '../shell/session.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { tellFailed } from '../ui/toast.tsx';

export type ReportView = Jsonified<Report>;
export type ReportLine = ReportView['rows'][number];
export type ScheduleView = Jsonified<ReportSchedule>;
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

export function useSchedules() {
  return useQuery({
    queryKey: ['/report-schedules'],
    queryFn: () => api.get<{ data: ReportSchedule[] }>('/report-schedules'),
  });
}

/** Everybody on the staff may read reports. */
export function useReaders() {
  return useQuery(membersQuery).data?.data ?? [];
}

export async function scheduleReport(schedule: unknown): Promise<void> {
  await api.post('/report-schedules', schedule);
  await queryClient.invalidateQueries({ queryKey: ['/report-schedules'] });
}

export function useRemoveSchedule() {
  return useMutation({
    mutationFn: (id: string) => api.delete(`/report-schedules/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['/report-schedules'] }),
    onError: tellFailed,
  });
}
