import type { z } from 'zod';
import type { Material, NewMaterial } from '../../server/pages/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified, type Query } from '../ui/api.ts';
import { usePages } from '../ui/pages.ts';

export type MaterialRow = Jsonified<Material>;

const ALL_MATERIALS = { queryKey: ['/materials'] };

export function useMaterials(query: Query) {
  return usePages<Material>('/materials', query);
}

/** @param id null adds a new piece. */
export async function saveMaterial(id: string | null, material: z.input<typeof NewMaterial>): Promise<void> {
  if (id) await api.patch<Material>(`/materials/${id}`, material);
  else await api.post<Material>('/materials', material);
  await queryClient.invalidateQueries(ALL_MATERIALS);
}

export async function removeMaterial(id: string): Promise<void> {
  await api.delete(`/materials/${id}`);
}
