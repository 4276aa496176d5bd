import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconAddressBook,
  IconDownload,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconJson,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAddress, type Query } from './api.ts';

const FORMATS = { csv: IconFileTypeCsv, xlsx: IconFileSpreadsheet, json: IconJson };
const CARDS = { vcf: IconAddressBook };

/** Downloads the list on screen, with its filters, in the form that the reader wants. */
export function ExportMenu({
  list,
  query,
  hasCards = false,
}: {
  list: string;
  query?: Query;
  /** Its rows are people, whom address books take. */
  hasCards?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('table.exportAs')}>
          <ActionIcon variant="default" size={30} aria-label={t('table.exportAs')}>
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries({ ...FORMATS, ...(hasCards ? CARDS : {}) }).map(([format, FormatIcon]) => (
          <Menu.Item
            key={format}
            component="a"
            href={downloadAddress(`/${list}/export.${format}`, query)}
            download
            leftSection={<FormatIcon size={16} />}
          >
            {t(`table.exportFormat.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
