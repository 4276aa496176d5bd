import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText, IconJson, IconLock, IconShieldDown, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { downloadAddress } from '../../ui/api.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';

const FORMATS = { html: IconFileText, json: IconJson };
const HINT_WIDTH = 300;

/** What somebody may ask for: everything that is recorded about them, or that it goes. */
export function PrivacyMenu({ personId }: { personId: string }) {
  const { t } = useTranslation();
  const [isErasing, erasing] = useDisclosure(false);
  const [isHolding, holding] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={HINT_WIDTH}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconShieldDown size={16} />}>
            {t('privacy:menu')}
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
          <Menu.Divider />
          <Menu.Item leftSection={<IconLock size={16} />} onClick={holding.open}>
            {t('privacy:hold.button')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={erasing.open}>
            {t('privacy:erase.button')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isErasing && <EraseDialog personId={personId} onClose={erasing.close} />}
      {isHolding && <HoldDialog personId={personId} onClose={holding.close} />}
    </>
  );
}
