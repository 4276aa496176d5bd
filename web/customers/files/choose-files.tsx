import { Button, CloseButton, FileButton, Group, Pill } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ChooseFilesProps {
  files: File[];
  onChange(files: File[]): void;
}

/** Files to be attached to what is being written. */
export function ChooseFiles({ files, onChange }: ChooseFilesProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <FileButton multiple onChange={(chosen) => onChange([...files, ...chosen])}>
        {(props) => (
          <Button {...props} variant="subtle" size="xs" leftSection={<IconPaperclip size={14} aria-hidden />}>
            {t('files:attach')}
          </Button>
        )}
      </FileButton>
      {files.map((file, index) => (
        // The same name may be chosen twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is only added to and taken from.
        <Pill key={`${file.name} ${index}`}>
          {file.name}
          <CloseButton
            size="xs"
            aria-label={t('files:leaveOut', { name: file.name })}
            onClick={() => onChange(files.filter((_, place) => place !== index))}
          />
        </Pill>
      ))}
    </Group>
  );
}
