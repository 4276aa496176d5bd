import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnRecruits } from '../../server/commissions/recruits/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money, NoData } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useOwnRecruits } from './queries.ts';

type Partners = Jsonified<OwnRecruits>;

/** Partners whom an affiliate invited, what they brought, and the link that invites. */
export function PortalPartnersPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('portal:partners.title')} detail={t('portal:partners.detail')} />
      <Loaded query={useOwnRecruits()}>
        {(own) => (
          <Stack gap="lg">
            <InvitePanel own={own} />
            <Panel title={t('portal:partners.list')}>
              <PartnerTable partners={own.data} />
            </Panel>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function InvitePanel({ own: { inviteUrl, promises } }: { own: Partners }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('portal:partners.invite')}>
      <Stack gap="xs">
        {promises.map((promise) => (
          <Text key={promise} size="sm">
            {promise}
          </Text>
        ))}
        {promises.length === 0 && <Text size="sm">{t('portal:partners.unpaid')}</Text>}
        {inviteUrl ? (
          <Group gap="xs">
            <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {inviteUrl}
            </Text>
            <CopyButton value={inviteUrl} label={t('portal:partners.copy')} />
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('portal:partners.closed')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function PartnerTable({ partners }: { partners: Partners['data'] }) {
  const { t } = useTranslation();
  if (partners.length === 0)
    return <EmptyState title={t('portal:partners.none')} detail={t('portal:partners.noneDetail')} />;
  return (
    <SimpleTable
      label={t('portal:partners.list')}
      rows={partners}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: t('portal:partners.name'), isTitle: true, cell: ({ name }) => name },
        {
          id: 'status',
          label: t('portal:partners.status'),
          cell: ({ isActive }) => t(`portal:partners.${isActive ? 'active' : 'inactive'}`),
        },
        {
          id: 'since',
          label: t('portal:partners.since'),
          cell: ({ recruitedAt }) => recruitedAt && <DateTime at={recruitedAt} />,
        },
        {
          id: 'earned',
          label: t('portal:partners.earned'),
          align: 'right',
          cell: ({ earned }) =>
            earned.length === 0 ? (
              <NoData />
            ) : (
              earned.map((sum) => (
                <div key={sum.currency}>
                  <Money {...sum} />
                </div>
              ))
            ),
        },
      ]}
    />
  );
}
