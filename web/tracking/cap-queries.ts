import { useQuery } from '@tanstack/react-query';
import type { ClickCap, ClickCapChange } from '../../server/tracking/schema/cap.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';

const PATH = '/click-caps';

interface CapList {
  data: ClickCap[];
}

export function useCaps() {
  return useQuery({ queryKey: [PATH], queryFn: () => api.get<CapList>(PATH) });
}

export async function changeCap(change: ClickCapChange): Promise<void> {
  await api.put<CapList>(PATH, change);
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}
