import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaggedObject } from '../../../server/customers/tags/kinds.ts';
import type { Tag, TaggingAnswer, TagWithUse } from '../../../server/customers/tags/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type { Tag, TagWithUse };

const PATHS: Record<TaggedObject, string> = { account: '/accounts', person: '/people', deal: '/deals' };

export const tagsQuery = queryOptions({
  queryKey: ['/tags'],
  queryFn: () => api.get<{ data: TagWithUse[] }>('/tags'),
  select: ({ data }) => data,
});

export function useTags(): TagWithUse[] {
  return useQuery(tagsQuery).data ?? [];
}

export function readTagsAgain(): Promise<void> {
  return queryClient.invalidateQueries();
}

interface Words {
  ids: string[];
  add?: string[];
  remove?: string[];
}

/** Puts words on records and takes others off; it can be taken back from its message. */
export function useTagging(object: TaggedObject, onDone?: () => void) {
  const { t } = useTranslation();
  const address = `${PATHS[object]}/tags`;
  return useMutation({
    mutationFn: (words: Words) => api.post<TaggingAnswer>(address, words),
    onSuccess: async ({ changedCount, undo }) => {
      onDone?.();
      const putBack = async () => {
        await api.post(address, undo).catch(tellFailed);
        await readTagsAgain();
      };
      tellDone(t('tags:changed', { count: changedCount }), undo ? putBack : undefined);
      await readTagsAgain();
    },
    onError: tellFailed,
  });
}
