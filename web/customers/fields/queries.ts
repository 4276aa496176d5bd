import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FieldObject } from '../../../server/customers/fields/kinds.ts';
import type { FieldWithUse } from '../../../server/customers/fields/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

export type FieldRow = Jsonified<FieldWithUse>;

export function fieldsQuery(object: FieldObject) {
  return queryOptions({
    queryKey: ['/fields', object],
    queryFn: () => api.get<{ data: FieldWithUse[] }>('/fields', { object }),
    select: ({ data }) => data,
  });
}

/** The fields in use, in their order; empty until they are there. */
export function useFieldsInUse(object: FieldObject): FieldRow[] {
  const { data = [] } = useQuery(fieldsQuery(object));
  return data.filter(({ archivedAt }) => archivedAt === null);
}

export function readFieldsAgain(): Promise<void> {
  return queryClient.invalidateQueries();
}
