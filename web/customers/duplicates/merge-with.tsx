import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../../server/customers/schema/search.ts';
import { api } from '../../ui/api.ts';

const TYPING_PAUSE_MS = 250;
const FOUND = 20;

interface MergeWithProps {
  object: 'account' | 'person';
  keptId: string;
}

/** From the page of a record to the page that sets it beside the other one. */
export function MergeWith({ object, keptId }: MergeWithProps) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconGitMerge size={16} />} onClick={dialog.open}>
        {t('duplicates:with.open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t(`duplicates:with.title.${object}`)}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <OtherRecord object={object} keptId={keptId} onClose={dialog.close} />
      </Modal>
    </>
  );
}

function OtherRecord({ object, keptId, onClose }: MergeWithProps & { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [mergedId, choose] = useState<string | null>(null);
  const found = useOtherRecords(object, keptId, typed);
  return (
    <>
      <Select
        label={t(`duplicates:with.other.${object}`)}
        description={t('duplicates:with.detail')}
        data={found.map(({ id, name, detail }) => ({
          value: id,
          label: detail ? `${name} · ${detail}` : name,
        }))}
        value={mergedId}
        onChange={choose}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={typed.trim() && t('duplicates:with.nothing')}
        data-autofocus
      />
      <Text size="sm" c="dimmed" mt="md">
        {t('duplicates:with.next')}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.back')}
        </Button>
        <Button
          disabled={!mergedId}
          onClick={() =>
            navigate({ to: '/duplicates/merge', search: { object, keptId, mergedId: mergedId ?? '' } })
          }
        >
          {t('duplicates:act.compare')}
        </Button>
      </Group>
    </>
  );
}

function useOtherRecords(object: MergeWithProps['object'], keptId: string, typed: string): SearchHit[] {
  // Once chosen, the field holds the name with its detail; the name alone finds the record again.
  const [q] = useDebouncedValue(typed.split(' · ')[0]?.trim() ?? '', TYPING_PAUSE_MS);
  const hits = useQuery({
    queryKey: ['/search', { q, limit: FOUND }],
    queryFn: () => api.get<{ data: SearchHit[] }>('/search', { q, limit: FOUND }),
    enabled: q !== '',
    placeholderData: (earlier) => earlier,
  });
  return (hits.data?.data ?? []).filter(({ type, id }) => type === object && id !== keptId);
}
