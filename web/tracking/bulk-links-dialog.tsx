import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkFileAnswer } from '../../server/tracking/schema/link-bulk.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Fact } from '../ui/fact.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';

const ACCEPTED = '.csv,.tsv,.txt,text/csv';
const SHOWN_ROWS = 100;
const EXAMPLE = 'affiliate,key,destination,external id\nann@example.com,ann-spring,,spring-1';

/** Takes a table of links: shows what it would make and what it refuses, row by row, then makes them. */
export function BulkLinksDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const [content, setContent] = useState('');
  const [shown, show] = useState<LinkFileAnswer | null>(null);
  const change = (text: string) => {
    setContent(text);
    show(null);
  };
  const preview = useMutation({
    mutationFn: () => api.post<LinkFileAnswer>('/links/bulk/preview', { content }),
    onSuccess: show,
    onError: tellFailed,
  });
  const make = useMutation({
    mutationFn: () => api.post<LinkFileAnswer>('/links/bulk', { content }),
    onSuccess: async ({ newCount }) => {
      tellDone(t('tracking:bulk.done', { count: newCount }));
      await queryClient.invalidateQueries({ queryKey: ['/links'] });
      onClose();
    },
    onError: tellFailed,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('tracking:bulk.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('tracking:bulk.detail')}</Text>
        <Textarea
          label={t('tracking:bulk.table')}
          placeholder={EXAMPLE}
          minRows={6}
          autosize
          maxRows={12}
          ff="monospace"
          value={content}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
        <Group justify="space-between">
          <FileButton accept={ACCEPTED} onChange={async (file) => file && change(await file.text())}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileSpreadsheet size={16} />}>
                {t('tracking:bulk.choose')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            disabled={content.trim() === ''}
            loading={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t('tracking:bulk.look')}
          </Button>
        </Group>
        {shown && <BulkPreview answer={shown} />}
        {shown && (
          <Group justify="flex-end">
            <Button loading={make.isPending} disabled={shown.newCount === 0} onClick={() => make.mutate()}>
              {t('tracking:bulk.make')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function BulkPreview({ answer }: { answer: LinkFileAnswer }) {
  const { t } = useTranslation();
  const { rows, newCount, knownCount, refusedCount } = answer;
  return (
    <>
      <div>
        <Fact label={t('tracking:bulk.new')}>{newCount}</Fact>
        <Fact label={t('tracking:bulk.known')}>{knownCount}</Fact>
        <Fact label={t('tracking:bulk.refused')}>{refusedCount}</Fact>
      </div>
      <SimpleTable
        label={t('tracking:bulk.title')}
        rows={rows.slice(0, SHOWN_ROWS)}
        rowKey={({ line }) => String(line)}
        columns={[
          { id: 'line', label: t('tracking:bulk.line'), cell: ({ line }) => line },
          {
            id: 'affiliate',
            label: t('tracking:column.affiliate'),
            isTitle: true,
            cell: ({ affiliate }) => affiliate,
          },
          {
            id: 'outcome',
            label: t('tracking:bulk.outcome'),
            cell: ({ outcome }) => t(`tracking:bulk.${outcome}`),
          },
          {
            id: 'link',
            label: t('tracking:bulk.link'),
            isProse: true,
            cell: ({ url, errors }) => url ?? errors.join(' '),
          },
        ]}
      />
      {rows.length > SHOWN_ROWS && (
        <Text size="xs" c="dimmed">
          {t('tracking:bulk.more', { count: rows.length - SHOWN_ROWS })}
        </Text>
      )}
    </>
  );
}
