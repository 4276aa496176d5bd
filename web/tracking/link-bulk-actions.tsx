import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LinksChange } from '../../server/tracking/schema/link-bulk.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { tellDone, tellFailed } from '../ui/toast.tsx';

/** Archives many links, or takes them back into use. */
export function LinkBulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const set = useMutation({
    mutationFn: (change: LinksChange['change']) =>
      api.post<{ changedCount: number }>('/links/bulk/change', { ids, change }),
    onSuccess: async ({ changedCount }) => {
      tellDone(t('tracking:bulk.changed', { count: changedCount }));
      onDone();
      await queryClient.invalidateQueries({ queryKey: ['/links'] });
    },
    onError: tellFailed,
  });
  return (
    <Group gap="xs">
      <Button variant="default" loading={set.isPending} onClick={() => set.mutate({ status: 'archived' })}>
        {t('tracking:act.archive')}
      </Button>
      <Button variant="default" loading={set.isPending} onClick={() => set.mutate({ status: 'active' })}>
        {t('tracking:act.restore')}
      </Button>
    </Group>
  );
}
