import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { StageBadge } from '../ui/stage-badge.tsx';
import type { RegistrationView } from './queries.ts';
import { RegistrationStatus } from './registration-status.tsx';

type Evidence = RegistrationView['evidence'];

/** Accounts, customers and registrations that may be the same person or company. */
export function RegistrationEvidence({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation();
  const { accounts, customers, registrations } = evidence;
  const isEmpty = accounts.length + customers.length + registrations.length === 0;
  return (
    <section>
      <Title order={3} mb="xs">
        {t('tracking:registration.evidence')}
      </Title>
      {isEmpty && <Text size="sm">{t('tracking:registration.noEvidence')}</Text>}
      <Stack>
        <Kind title={t('tracking:registration.evidenceOf.accounts')} count={accounts.length}>
          {accounts.map(({ id, name, stage, by }) => (
            <Line key={id} name={name} by={by}>
              <StageBadge stage={stage} />
            </Line>
          ))}
        </Kind>
        <Kind title={t('tracking:registration.evidenceOf.customers')} count={customers.length}>
          {customers.map(({ id, name, affiliateId, firstSaleAt, by }) => (
            <Line key={id} name={name} by={by}>
              <Text size="sm">
                {t(firstSaleAt ? 'tracking:registration.hasBought' : 'tracking:registration.hasNotBought')}
              </Text>
              {affiliateId && <AffiliateName id={affiliateId} />}
            </Line>
          ))}
        </Kind>
        <Kind title={t('tracking:registration.evidenceOf.registrations')} count={registrations.length}>
          {registrations.map(({ id, company, affiliateId, status, by }) => (
            <Line key={id} name={company} by={by}>
              <RegistrationStatus status={status} />
              <AffiliateName id={affiliateId} />
            </Line>
          ))}
        </Kind>
      </Stack>
    </section>
  );
}

function Kind({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Line({ name, by, children }: { name: string; by: string[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" fz="sm">
      <Text size="sm" fw={600}>
        {name}
      </Text>
      {children}
      {by.map((key) => (
        <Badge key={key} variant="default" size="sm" tt="none">
          {t(`tracking:registration.same.${key}`)}
        </Badge>
      ))}
    </Group>
  );
}
