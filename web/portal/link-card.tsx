import { Anchor, Group, Image, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../server/tracking/schema/link.ts';
import { downloadAddress, type Jsonified } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';

const QR_PX = 96;

interface LinkCardProps {
  link: Jsonified<Link>;
  offer: { name: string; friendGets: string | null } | undefined;
}

/** One link with its address to copy and its QR code to print. */
export function LinkCard({ link, offer }: LinkCardProps) {
  const { t } = useTranslation();
  const qr = downloadAddress(`/portal/links/${link.id}/qr.svg`);
  return (
    <Panel title={offer?.name ?? t('portal:links.title')} detail={offer?.friendGets ?? undefined}>
      <Group justify="space-between" wrap="nowrap" align="center">
        <Stack gap={4} miw={0}>
          <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }} data-testid="link-address">
            {link.url}
          </Text>
          <Group gap="xs">
            <CopyButton value={link.url} label={t('portal:links.copy')} />
            <Anchor href={qr} download={`${link.key}.svg`} size="sm">
              {t('portal:links.qr')}
            </Anchor>
          </Group>
        </Stack>
        <Image
          src={qr}
          w={QR_PX}
          h={QR_PX}
          alt={t('portal:links.qrAlt', { url: link.url })}
          bg="white"
          radius="sm"
        />
      </Group>
    </Panel>
  );
}
