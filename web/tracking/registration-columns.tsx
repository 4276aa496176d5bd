import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import type { RegistrationRow } from './queries.ts';
import { RegistrationStatus } from './registration-status.tsx';

export function useRegistrationColumns(onOpen: (registrationId: string) => void): Column<RegistrationRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'company',
      label: t('tracking:registration.company'),
      sortBy: 'company',
      isTitle: true,
      cell: ({ id, company }) => (
        <UnstyledButton onClick={() => onOpen(id)} fz="sm" fw={600} c="var(--mantine-color-anchor)" ta="left">
          {company}
        </UnstyledButton>
      ),
    },
    {
      id: 'person',
      label: t('tracking:registration.person'),
      cell: ({ personName, email }) => (
        <>
          <Text size="sm">{personName}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </>
      ),
    },
    {
      id: 'affiliate',
      label: t('tracking:column.affiliate'),
      cell: ({ affiliateId }) => <AffiliateName id={affiliateId} />,
    },
    {
      id: 'status',
      label: t('tracking:column.status'),
      cell: ({ status }) => <RegistrationStatus status={status} />,
    },
    {
      id: 'expires',
      label: t('tracking:registration.expires'),
      sortBy: 'expires',
      align: 'right',
      cell: ({ expiresAt }) => <DateTime at={expiresAt} />,
    },
    {
      id: 'created',
      label: t('tracking:registration.submitted'),
      sortBy: 'created',
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
  ];
}
