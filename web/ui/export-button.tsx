import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAddress, type Query } from './api.ts';

/** Downloads the list on screen, with its filters, as CSV. */
export function ExportButton({ path, query }: { path: string; query?: Query }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={downloadAddress(path, query)}
      download
      variant="default"
      leftSection={<IconDownload size={16} />}
    >
      {t('table.export')}
    </Button>
  );
}
