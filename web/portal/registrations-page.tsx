import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RegistrationStatus } from '../tracking/registration-status.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type OwnRegistration, useOwnRegistrations, useProfile } from './queries.ts';
import { SubmitRegistration } from './submit-registration.tsx';

/** Customers whom an affiliate names before they buy, and what came of each. */
export function PortalRegistrationsPage() {
  const { t } = useTranslation();
  const profile = useProfile();
  return (
    <>
      <PageHeader title={t('portal:registrations.title')} detail={t('portal:registrations.detail')} />
      <Stack gap="lg">
        {profile.data?.status === 'active' && <SubmitRegistration offers={profile.data.offers} />}
        <Panel isFlush>
          <DataTable
            label={t('tracking:registration.title')}
            columns={useColumns()}
            pages={useOwnRegistrations()}
            rowKey={({ id }) => id}
            empty={
              <EmptyState
                title={t('portal:registrations.none')}
                detail={t('portal:registrations.noneDetail')}
              />
            }
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<OwnRegistration>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'customer',
      label: t('portal:registrations.customer'),
      isTitle: true,
      cell: ({ company, personName, email }) => (
        <>
          <Text size="sm" fw={600}>
            {company}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {personName} · {email}
          </Text>
        </>
      ),
    },
    {
      id: 'status',
      label: t('portal:registrations.status'),
      cell: ({ status }) => <RegistrationStatus status={status} />,
    },
    {
      id: 'answer',
      label: t('portal:registrations.answer'),
      isProse: true,
      cell: ({ reason, message }) =>
        [reason && t(`tracking:registration.told.${reason}`), message].filter(Boolean).join(' '),
    },
    {
      id: 'until',
      label: t('portal:registrations.until'),
      align: 'right',
      cell: ({ status, expiresAt }) =>
        (status === 'submitted' || status === 'accepted') && <DateTime at={expiresAt} />,
    },
    {
      id: 'submitted',
      label: t('portal:registrations.submitted'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
}
