import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAddress, type Query } from './api.ts';

/** Downloads the list on screen, with its filters, as CSV. */
export function ExportButton({ path, query }: { path: string; query?: Query }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('table.export')}>
      <ActionIcon
        component="a"
        href={downloadAddress(path, query)}
        download
        variant="default"
        size={30}
        aria-label={t('table.export')}
      >
        <IconDownload size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
