import { Button, Menu } from '@mantine/core';
import { IconFileText, IconJson, IconShieldDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAddress } from '../../ui/api.ts';

const FORMATS = { html: IconFileText, json: IconJson };
const HINT_WIDTH = 280;

/** Downloads everything that is recorded about a person, for when they ask for it. */
export function DataMenu({ personId }: { personId: string }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={HINT_WIDTH}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconShieldDown size={16} />}>
          {t('privacy:export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('privacy:export.hint')}</Menu.Label>
        {Object.entries(FORMATS).map(([format, FormatIcon]) => (
          <Menu.Item
            key={format}
            component="a"
            href={downloadAddress(`/people/${personId}/data.${format}`)}
            download
            leftSection={<FormatIcon size={16} />}
          >
            {t(`privacy:export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
