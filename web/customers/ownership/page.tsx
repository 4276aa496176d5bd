import { Stack, Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { HandOverHistory } from './hand-over-history.tsx';
import { RulesPanel } from './rules-panel.tsx';

const route = getRouteApi('/shell/ownership');

/** Who gets new records, and how everything of somebody who leaves goes to others. */
export function OwnershipPage() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = route.useNavigate();
  const { tab = 'rules', from } = route.useSearch();
  return (
    <>
      <PageHeader title={t('ownership:title')} detail={t('ownership:detail')} />
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: { tab: next ?? undefined }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="rules">{t('ownership:tab.rules')}</Tabs.Tab>
          <Tabs.Tab value="handOver">{t('ownership:tab.handOver')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rules">
          <Stack>
            <RulesPanel object="account" />
            <RulesPanel object="person" />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="handOver">
          <Stack>
            {can('accounts.write') && <HandOverForm key={from} firstFrom={from ?? null} />}
            <HandOverHistory />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
