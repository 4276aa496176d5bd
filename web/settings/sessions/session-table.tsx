import { Badge, Button, Group, Text } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTablet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SignInSession } from '../../../server/workspace/sessions/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';

type Row = Jsonified<SignInSession>;

interface SessionTableProps {
  label: string;
  sessions: Row[];
  isBusy: boolean;
  onEnd(session: Row): void;
}

/** Browsers and devices that are signed in; the one that looks cannot end itself here. */
export function SessionTable({ label, sessions, isBusy, onEnd }: SessionTableProps) {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  return (
    <SimpleTable
      label={label}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'device',
          label: t('settings:sessions.device'),
          isTitle: true,
          cell: (row) => <Device session={row} name={nameOf(row)} />,
        },
        {
          id: 'from',
          label: t('settings:sessions.from'),
          cell: ({ ipAddress }) =>
            ipAddress ?? (
              <Text span inherit c="dimmed">
                {t('settings:sessions.unknownPlace')}
              </Text>
            ),
        },
        {
          id: 'signedIn',
          label: t('settings:sessions.signedIn'),
          align: 'right',
          cell: ({ signedInAt }) => <DateTime at={signedInAt} form="dateTime" />,
        },
        {
          id: 'used',
          label: t('settings:sessions.used'),
          align: 'right',
          cell: ({ lastUsedAt }) => <DateTime at={lastUsedAt} form="ago" />,
        },
        {
          id: 'end',
          label: t('settings:sessions.end'),
          isLabelHidden: true,
          align: 'right',
          cell: (row) =>
            !row.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                aria-label={t('settings:sessions.endOne', { device: nameOf(row) })}
                onClick={() => onEnd(row)}
              >
                {t('settings:sessions.end')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function useDeviceName(): (session: Row) => string {
  const { t } = useTranslation();
  return ({ browser, os }) => {
    if (browser && os) return t('settings:sessions.onOs', { browser, os });
    return browser ?? os ?? t('settings:sessions.unknown');
  };
}

const ICONS: Record<string, typeof IconDeviceDesktop> = {
  mobile: IconDeviceMobile,
  tablet: IconDeviceTablet,
};

function Device({ session: { device, isCurrent }, name }: { session: Row; name: string }) {
  const { t } = useTranslation();
  const Icon = ICONS[device ?? ''] ?? IconDeviceDesktop;
  return (
    <Group gap="xs" wrap="nowrap">
      <Icon size={18} stroke={1.6} aria-hidden />
      <span>{name}</span>
      {isCurrent && (
        <Badge variant="light" color="teal" tt="none">
          {t('settings:sessions.current')}
        </Badge>
      )}
    </Group>
  );
}
