import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconWand } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import type { Run, RunFile } from './queries.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { applyTemplate, keepTemplate } from './template-queries.ts';

interface TemplateBarProps {
  run: Run;
  file: RunFile;
}

/** The kept mappings that fit a file, and a way to keep the one that it has. */
export function TemplateBar({ run, file }: TemplateBarProps) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const use = useMutation({
    mutationFn: (template: { id: string; name: string }) => applyTemplate(run.id, template.id),
    onSuccess: (_none, { name }) => tellDone(t('importing:template.used', { name })),
    onError: tellFailed,
  });
  if (!file.objectName) return null;
  return (
    <Group gap="xs">
      {file.templates.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('importing:template.offer')}
        </Text>
      )}
      {file.templates.map((template) => (
        <Button
          key={template.id}
          size="xs"
          variant="light"
          leftSection={<IconWand size={14} />}
          loading={use.isPending && use.variables.id === template.id}
          onClick={() => use.mutate(template)}
        >
          {template.name}
        </Button>
      ))}
      <Button size="xs" variant="default" leftSection={<IconBookmark size={14} />} onClick={open}>
        {t('importing:template.keep')}
      </Button>
      {isOpen && (
        <TemplateDialog
          title={t('importing:template.keep')}
          name=""
          onSave={async (name) => {
            await keepTemplate(run.id, file.id, name);
            tellDone(t('importing:template.kept', { name }));
          }}
          onClose={close}
        />
      )}
    </Group>
  );
}
