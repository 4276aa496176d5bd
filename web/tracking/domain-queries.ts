import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Domain, DomainList } from '../../server/tracking/schema/domain.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified } from '../ui/api.ts';

const PATH = '/link-domains';

export type DomainView = Jsonified<Domain>;

export function useDomains() {
  return useQuery({ queryKey: [PATH], queryFn: () => api.get<z.infer<typeof DomainList>>(PATH) });
}

export async function addDomain(host: string): Promise<void> {
  await api.post<Domain>(PATH, { host });
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}

export async function checkDomain(host: string): Promise<DomainView> {
  const domain = await api.post<Domain>(`${PATH}/${host}/check`, {});
  await queryClient.invalidateQueries({ queryKey: [PATH] });
  return domain;
}

export async function removeDomain(host: string): Promise<void> {
  await api.delete(`${PATH}/${host}`);
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}
