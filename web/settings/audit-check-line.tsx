import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditCheck } from '../../server/workspace/audit-chain/schema.ts';
import { api, type Jsonified } from '../ui/api.ts';
import { useFormat } from '../ui/format.ts';
import { tellFailed } from '../ui/toast.tsx';
import { auditCheckQuery } from './queries.ts';

const FAULTS_SHOWN = 10;

/** Until when the log was checked, and what was altered in it. */
export function AuditCheckLine() {
  const { t } = useTranslation();
  const check = useQuery(auditCheckQuery);
  const checkNow = useMutation({ mutationFn: () => api.put('/audit-check'), onError: tellFailed });
  if (!check.data) return null;
  const isAltered = (check.data.faultCount ?? 0) > 0;
  return (
    <Group mb="md" gap="sm" align="flex-start">
      {isAltered ? <Altered check={check.data} /> : <Whole check={check.data} />}
      <Button
        size="compact-sm"
        variant="default"
        loading={checkNow.isPending}
        onClick={() => checkNow.mutate()}
      >
        {t('settings:audit.check.now')}
      </Button>
    </Group>
  );
}

function Whole({ check }: { check: Jsonified<AuditCheck> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checkedAt, checkedUntil, checkedEntries } = check;
  return (
    <Group gap={6} wrap="nowrap">
      <IconShieldCheck size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm">
        {checkedAt && checkedUntil
          ? t('settings:audit.check.whole', {
              until: format.dateTime(checkedUntil),
              entries: format.number(checkedEntries ?? 0),
            })
          : t('settings:audit.check.never')}
      </Text>
    </Group>
  );
}

function Altered({ check }: { check: Jsonified<AuditCheck> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert
      color="red"
      role="alert"
      w="100%"
      title={t('settings:audit.check.altered', {
        count: check.faultCount ?? 0,
        at: format.dateTime(check.checkedAt ?? ''),
      })}
    >
      <Text size="sm">{t('settings:audit.check.alteredDetail')}</Text>
      <List size="sm" mt="xs">
        {check.faults.slice(0, FAULTS_SHOWN).map(({ code, id, sequence, count }) => (
          <List.Item key={`${code}-${id}-${sequence}`}>
            {t(`settings:audit.check.fault.${code}`, { id: id ?? '–', sequence: sequence ?? '–', count })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
