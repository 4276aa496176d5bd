import { queryOptions } from '@tanstack/react-query';
import type { ImportRun } from '../../../server/customers/imports/schema.ts';
import type { ImportTemplate } from '../../../server/customers/imports/templates/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { importQuery } from './queries.ts';

export type Template = Jsonified<ImportTemplate>;

export const templatesQuery = queryOptions({
  queryKey: ['/import-templates'],
  queryFn: async () => (await api.get<{ data: ImportTemplate[] }>('/import-templates')).data,
});

export function readTemplatesAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });
}

/** Gives the files of a draft that fit the mapping. */
export async function applyTemplate(runId: string, templateId: string): Promise<void> {
  const run = await api.put<ImportRun>(`/imports/${runId}/template`, { templateId });
  queryClient.setQueryData(importQuery(runId).queryKey, run);
}

/** Keeps how the columns of a file go; the import is read again, as it is offered there from now on. */
export async function keepTemplate(runId: string, fileId: string, name: string): Promise<void> {
  await api.post('/import-templates', { name, fileId });
  await readTemplatesAgain();
  await queryClient.invalidateQueries({ queryKey: importQuery(runId).queryKey });
}
