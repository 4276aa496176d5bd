import { Badge, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconPencil, IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { useCan } from '../shell/session.ts';
import { downloadAddress } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import { ArchiveButton, StatusBadge } from './archiving.tsx';
import { EditLinkDialog } from './edit-link-dialog.tsx';
import type { LinkRow } from './queries.ts';
import { ToolLink } from './tool-link.tsx';

/** @param hasAffiliate false where all the links are one affiliate's. */
export function useLinkColumns(hasAffiliate: boolean): Column<LinkRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const affiliate: Column<LinkRow> = {
    id: 'affiliate',
    label: t('tracking:column.affiliate'),
    cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
  };
  return [
    {
      id: 'url',
      label: t('tracking:column.link'),
      isTitle: true,
      cell: ({ url }) => (
        <Group gap={4} wrap="nowrap">
          <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Text>
          <CopyButton value={url} />
        </Group>
      ),
    },
    ...(hasAffiliate ? [affiliate] : []),
    {
      id: 'offer',
      label: t('tracking:column.offer'),
      cell: ({ offerId }) => <OfferName id={offerId} />,
    },
    {
      id: 'status',
      label: t('tracking:column.status'),
      cell: ({ status, hasPassword }) => (
        <Group gap={6}>
          <StatusBadge status={status} />
          {hasPassword && (
            <Badge variant="light" color="gray" tt="none" leftSection={<IconLock size={12} />}>
              {t('tracking:links.locked')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      id: 'created',
      label: t('tracking:column.created'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      id: 'acts',
      label: t('tracking:column.acts'),
      isLabelHidden: true,
      align: 'right',
      cell: (link) => (
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <ToolLink
            label={`${t('tracking:links.qr')}: ${link.key}`}
            icon={<IconQrcode size={16} />}
            href={downloadAddress(`/links/${link.id}/qr.svg`)}
            fileName={`${link.key}.svg`}
          />
          {can('links.write') && (
            <>
              <EditButton link={link} />
              <ArchiveButton path="/links" id={link.id} status={link.status} name={link.key} />
            </>
          )}
        </Group>
      ),
    },
  ];
}

function EditButton({ link }: { link: LinkRow }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  return (
    <>
      <ToolButton
        label={t('tracking:links.edit', { name: link.key })}
        icon={<IconPencil size={16} />}
        onClick={editing.open}
      />
      {isEditing && <EditLinkDialog link={link} onClose={editing.close} />}
    </>
  );
}
