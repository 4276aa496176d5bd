import { ActionIcon, Anchor, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { addressOf, deleteFile, type FileRow } from './queries.ts';

const KILO = 1_024;
const ICON_PX = 15;

export function FileLine({ file, mayWrite }: { file: FileRow; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [isRenaming, renaming] = useDisclosure(false);
  const { id, name } = file;
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Anchor size="sm" fw={550} href={addressOf(id)} download={name}>
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" component="div">
          <Size bytes={file.size} /> · {file.authorName} · <DateTime at={file.createdAt} form="ago" />
        </Text>
      </div>
      {mayWrite && (
        <Group gap={0} wrap="nowrap" style={{ flex: 'none' }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('files:rename', { name })}
            onClick={renaming.open}
          >
            <IconPencil size={ICON_PX} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('files:delete', { name })}
            onClick={() => deleteFile(id, t('files:deleted'))}
          >
            <IconTrash size={ICON_PX} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      {isRenaming && <RenameDialog file={file} onClose={renaming.close} />}
    </Group>
  );
}

function Size({ bytes }: { bytes: number }) {
  const format = useFormat();
  const isLarge = bytes >= KILO ** 2;
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  const value = bytes / (isLarge ? KILO ** 2 : KILO);
  return <>{format.number(value, { style: 'unit', unit, maximumFractionDigits: 1 })}</>;
}

function RenameDialog({ file, onClose }: { file: FileRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: file.name } },
    async (values) => {
      await api.patch(`/files/${file.id}`, values);
      await queryClient.invalidateQueries();
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('files:rename', { name: file.name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <TextInput
          label={t('files:name')}
          required
          data-autofocus
          mb="md"
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
      </form>
    </Modal>
  );
}
