import { queryOptions } from '@tanstack/react-query';
import type {
  NewTaskTemplate,
  TaskTemplate,
  TemplateUse,
  UndoneUse,
} from '../../../server/customers/task-templates/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

export type TemplateRow = Jsonified<TaskTemplate>;
export type StepRow = Jsonified<NewTaskTemplate>['steps'][number];

export function templatesQuery(isArchived: boolean) {
  return queryOptions({
    queryKey: ['/task-templates', isArchived],
    queryFn: () =>
      api.get<{ data: TaskTemplate[] }>('/task-templates', { isArchived: isArchived ? 'true' : 'false' }),
  });
}

/** @param known null makes a new one. */
export async function saveTemplate(known: TemplateRow | null, wanted: { name: string; steps: StepRow[] }) {
  if (known) await api.put(`/task-templates/${known.id}`, { ...wanted, readAt: known.updatedAt });
  else await api.post('/task-templates', wanted);
  await queryClient.invalidateQueries({ queryKey: ['/task-templates'] });
}

/** @returns what takes it back. */
export async function applyTemplate(templateId: string, wanted: { accountId: string; startOn: string }) {
  const use = await api.post<TemplateUse>(`/task-templates/${templateId}/applications`, wanted);
  await queryClient.invalidateQueries();
  return async () => {
    await api.delete<UndoneUse>(`/task-template-applications/${use.id}`);
    await queryClient.invalidateQueries();
  };
}
