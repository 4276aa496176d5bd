import { Button, Group, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DealsAnswer, DealsChange } from '../../../server/customers/deals/schema/query.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { BulkTags } from '../tags/bulk-tags.tsx';
import { usePipelines } from './queries.ts';

/** What can be done with all selected deals; each act can be taken back from its message. */
export function DealBulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const { pipelines } = usePipelines();
  const change = useChangeDeals(onDone);
  const stages = pipelines.map(({ name, stages: all }) => ({
    group: name,
    items: all.filter(({ kind }) => kind === 'open').map(({ id, name: label }) => ({ value: id, label })),
  }));
  return (
    <Group gap="xs">
      <Select
        aria-label={t('deals:act.move')}
        placeholder={t('deals:act.move')}
        data={stages}
        value={null}
        w={180}
        onChange={(value) => value && change.mutate({ field: 'stageId', ids, value })}
      />
      <Select
        aria-label={t('deals:act.handOver')}
        placeholder={t('deals:act.handOver')}
        data={[{ value: '', label: t('deals:nobody') }, ...owners]}
        value={null}
        searchable
        w={180}
        onChange={(value) => change.mutate({ field: 'ownerId', ids, value: value || null })}
      />
      <BulkTags object="deal" ids={ids} onDone={onDone} />
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ field: 'isDeleted', ids, value: true })}
      >
        {t('action.delete')}
      </Button>
    </Group>
  );
}

export function useChangeDeals(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: DealsChange) => api.post<DealsAnswer>('/deals/bulk', body),
    onSuccess: ({ changedCount, undo }, { field }) => {
      onDone();
      const putBack = async () => {
        await api.post('/deals/bulk', undo).catch(tellFailed);
        await queryClient.invalidateQueries();
      };
      const done = field === 'isDeleted' ? 'deleted' : 'changed';
      tellDone(t(`deals:done.${done}`, { count: changedCount }), undo ? putBack : undefined);
    },
    onError: tellFailed,
  });
}
