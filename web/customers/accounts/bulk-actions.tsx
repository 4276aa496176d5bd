import { Button, Group, Menu, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { BulkAnswer, BulkChange } from '../../../server/customers/schema/bulk-change.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { accountChoicesQuery, useOwnerOptions } from '../queries.ts';
import { BulkTags } from '../tags/bulk-tags.tsx';

const STAGES = ['lead', 'trial', 'customer', 'churned'] as const;

/** What can be done with all selected accounts; each act can be taken back from its message. */
export function BulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const { data: choices } = useQuery(accountChoicesQuery);
  const change = useBulkChange(onDone);
  return (
    <Group gap="xs">
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="default" loading={change.isPending}>
            {t('accounts:bulk.stage')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {STAGES.map((stage) => (
            <Menu.Item key={stage} onClick={() => change.mutate({ field: 'stage', ids, value: stage })}>
              {t(`customers:stage.${stage}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Select
        aria-label={t('accounts:bulk.owner')}
        placeholder={t('accounts:bulk.owner')}
        data={[{ value: '', label: t('accounts:bulk.nobody') }, ...owners]}
        value={null}
        searchable
        w={180}
        onChange={(value) => change.mutate({ field: 'ownerId', ids, value: value || null })}
      />
      <Select
        aria-label={t('accounts:bulk.channel')}
        placeholder={t('accounts:bulk.channel')}
        data={(choices?.channels ?? []).map((value) => ({ value, label: channelWords(t, value) }))}
        value={null}
        searchable
        w={180}
        onChange={(value) => change.mutate({ field: 'channel', ids, value })}
      />
      <BulkTags object="account" ids={ids} onDone={onDone} />
    </Group>
  );
}

function useBulkChange(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (body: BulkChange) => api.post<BulkAnswer>('/accounts/bulk', body),
    onSuccess: ({ changedCount, undo }) => {
      onDone();
      const putBack = async () => {
        await api.post('/accounts/bulk', undo).catch(tellFailed);
        tellDone(t('accounts:bulk.undone'));
        await queryClient.invalidateQueries({ queryKey: ['/accounts'] });
      };
      tellDone(t('accounts:bulk.done', { count: changedCount }), undo ? putBack : undefined);
    },
    onError: tellFailed,
  });
}
