import { ActionIcon, Button, CopyButton as Copy, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const SHOWS_DONE_MS = 1_500;

/** @param label given: a button with words; else an icon. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <Copy value={value} timeout={SHOWS_DONE_MS}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={16} /> : <IconCopy size={16} />;
        if (label) {
          return (
            <Button variant="default" leftSection={icon} onClick={copy}>
              {copied ? t('action.copied') : label}
            </Button>
          );
        }
        const name = copied ? t('action.copied') : t('action.copy');
        return (
          <Tooltip label={name}>
            <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} onClick={copy} aria-label={name}>
              {icon}
            </ActionIcon>
          </Tooltip>
        );
      }}
    </Copy>
  );
}
