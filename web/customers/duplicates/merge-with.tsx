import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGitMerge } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordPicker } from '../record-picker.tsx';

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
  const [mergedId, choose] = useState<string | null>(null);
  return (
    <>
      <RecordPicker
        object={object}
        label={t(`duplicates:with.other.${object}`)}
        placeholder={t('duplicates:with.detail')}
        value={mergedId}
        exceptId={keptId}
        onChange={choose}
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
