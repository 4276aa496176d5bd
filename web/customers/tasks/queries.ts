import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type {
  NewTask,
  Task,
  TaskChange,
  TaskCounts,
  TasksAnswer,
  TasksChange,
} from '../../../server/customers/tasks/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified, type Page, type Query } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type TaskRow = Jsonified<Task>;

/** A short list of tasks, read as a whole. */
export function useFewTasks(query: Query, isEnabled = true) {
  return useQuery({
    queryKey: ['/tasks', 'few', query],
    queryFn: () => api.get<Page<TaskRow>>('/tasks', query),
    select: ({ data }) => data,
    enabled: isEnabled,
  });
}

export function useTask(id: string | undefined) {
  return useQuery({
    queryKey: ['/tasks', id],
    queryFn: () => api.get<TaskRow>(`/tasks/${id}`),
    enabled: id !== undefined,
  });
}

export function useTaskCounts() {
  return useQuery({ queryKey: ['/tasks/counts'], queryFn: () => api.get<TaskCounts>('/tasks/counts') });
}

type NewTaskBody = Jsonified<NewTask>;
type TaskChangeBody = Jsonified<TaskChange>;

/** @param id null makes a new one. */
export async function saveTask(id: string | null, body: NewTaskBody | TaskChangeBody): Promise<TaskRow> {
  const saved = await (id ? api.patch<TaskRow>(`/tasks/${id}`, body) : api.post<TaskRow>('/tasks', body));
  await queryClient.invalidateQueries();
  return saved;
}

/** Completes a task or opens it again; the message takes it back. */
export function useToggleTask() {
  const { t } = useTranslation();
  const send = async (id: string, isDone: boolean) => {
    await (isDone ? api.post(`/tasks/${id}/completion`) : api.delete(`/tasks/${id}/completion`));
    await queryClient.invalidateQueries();
  };
  return useMutation({
    mutationFn: ({ id, isDone }: { id: string; title: string; isDone: boolean }) => send(id, isDone),
    onSuccess: (_answer, { id, title, isDone }) =>
      tellDone(t(isDone ? 'tasks:told.done' : 'tasks:told.reopened', { title }), () =>
        send(id, !isDone).catch(tellFailed),
      ),
    onError: tellFailed,
  });
}

/** Takes a task of one's role. */
export function useTakeTask() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: string) => api.post<TaskRow>(`/tasks/${id}/taking`),
    onSuccess: ({ title }) => tellDone(t('tasks:told.taken', { title })),
    onError: tellFailed,
    onSettled: () => queryClient.invalidateQueries(),
  });
}

/** Skips a task; of a recurring one the series can end with it. */
export function useCancelTask(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ id, endsSeries }: { id: string; endsSeries: boolean }) =>
      api.post<TaskRow>(`/tasks/${id}/cancellation`, { endsSeries }),
    onSuccess: ({ id, title }) => {
      onDone();
      tellDone(t('tasks:told.canceled', { title }), async () => {
        await api.delete(`/tasks/${id}/cancellation`).catch(tellFailed);
        await queryClient.invalidateQueries();
      });
    },
    onError: tellFailed,
    onSettled: () => queryClient.invalidateQueries(),
  });
}

/** One act on many tasks; the message takes it back. */
export function useChangeTasks(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: TasksChange) => api.post<TasksAnswer>('/tasks/bulk', body),
    onSuccess: ({ changedCount, undo }, { field }) => {
      onDone();
      const putBack = async () => {
        await api.post('/tasks/bulk', undo).catch(tellFailed);
        await queryClient.invalidateQueries();
      };
      tellDone(t(`tasks:bulkDone.${field}`, { count: changedCount }), undo ? putBack : undefined);
    },
    onError: tellFailed,
    onSettled: () => queryClient.invalidateQueries(),
  });
}
