import { ActionIcon } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openGuide } from './help-state.ts';

export function HelpButton() {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      data-tour="help"
      visibleFrom="sm"
      aria-label={t('shell.help')}
      title={t('shell.help')}
      onClick={() => openGuide()}
    >
      <IconHelp size={19} />
    </ActionIcon>
  );
}
