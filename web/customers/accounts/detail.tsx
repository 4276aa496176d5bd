import { Button, Grid, Group, Stack, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PlaybooksPanel } from '../../journeys/account-panel.tsx';
import { useCan } from '../../shell/session.ts';
import { UpsellPanel } from '../../success/upsell/upsell-panel.tsx';
import { useFormat } from '../../ui/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StageBadge } from '../../ui/stage-badge.tsx';
import { DealsPanel } from '../deals/deals-panel.tsx';
import { MergeWith } from '../duplicates/merge-with.tsx';
import { MoreFacts } from '../fields/more-facts.tsx';
import { FilesPanel } from '../files/files-panel.tsx';
import { ProposeButton } from '../hand-offs/propose-button.tsx';
import { QuotesPanel } from '../quotes/quotes-panel.tsx';
import { RecordTags } from '../tags/record-tags.tsx';
import { TasksPanel } from '../tasks/tasks-panel.tsx';
import { ActivityForm } from '../timeline/activity-form.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountFigures } from './account-figures.tsx';
import { AccountPeople } from './account-people.tsx';
import classes from './accounts.module.css';
import { EditAccountDialog } from './edit-account-dialog.tsx';
import { HealthPanel } from './health-panel.tsx';
import { IdleNotice } from './idle-notice.tsx';
import type { AccountRecord } from './queries.ts';
import { ReferralsTab } from './referrals-tab.tsx';
import { SharesPanel } from './shares-panel.tsx';
import { SubscriptionsTab, SurveysTab, TicketsTab } from './signal-tabs.tsx';
import { UsageTab } from './usage-tab.tsx';

const route = getRouteApi('/shell/accounts/$accountId');

/** The 360° page: how the account does, what happened, and who is there. */
export function AccountDetail({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const [isEditing, editing] = useDisclosure(false);
  const country = account.country && format.country(account.country);
  const facts = [account.domain, account.industry, country, account.planTier].filter(Boolean);
  return (
    <>
      <PageHeader
        title={account.name}
        above={[{ label: t('accounts:title'), to: '/accounts' }]}
        detail={
          <Group gap="xs">
            <StageBadge stage={account.stage} />
            <span>{facts.join(' · ')}</span>
            <RecordTags object="account" id={account.id} tags={account.tags} />
          </Group>
        }
        actions={
          can('accounts.write') && (
            <>
              <ProposeButton accountId={account.id} />
              <MergeWith object="account" keptId={account.id} />
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
                {t('action.edit')}
              </Button>
            </>
          )
        }
      />
      <Stack>
        <IdleNotice account={account} />
        <AccountFigures account={account} />
      </Stack>
      <Grid mt="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <AccountTabs account={account} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <DealsPanel account={account} />
            <QuotesPanel accountId={account.id} />
            <UpsellPanel accountId={account.id} />
            <TasksPanel accountId={account.id} />
            <PlaybooksPanel accountId={account.id} />
            <AccountPeople account={account} />
            <FilesPanel of={{ accountId: account.id }} />
            <MoreFacts object="account" address={`/accounts/${account.id}`} values={account.fields} />
            <AccountFacts account={account} />
            <SharesPanel accountId={account.id} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isEditing && <EditAccountDialog account={account} onClose={editing.close} />}
    </>
  );
}

function AccountTabs({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const { tab = 'timeline' } = route.useSearch();
  const navigate = route.useNavigate();
  const address = `/accounts/${account.id}`;
  return (
    <Panel isFlush>
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: { tab: next ?? undefined }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="timeline">{t('accounts:tab.timeline')}</Tabs.Tab>
          {can('signals.read') && <Tabs.Tab value="usage">{t('accounts:tab.usage')}</Tabs.Tab>}
          {can('success.read') && <Tabs.Tab value="health">{t('accounts:tab.health')}</Tabs.Tab>}
          {can('signals.read') && (
            <Tabs.Tab value="subscriptions">{t('accounts:tab.subscriptions')}</Tabs.Tab>
          )}
          {can('signals.read') && <Tabs.Tab value="tickets">{t('accounts:tab.tickets')}</Tabs.Tab>}
          {can('signals.read') && <Tabs.Tab value="surveys">{t('accounts:tab.surveys')}</Tabs.Tab>}
          {can('quality.read') && <Tabs.Tab value="referrals">{t('accounts:tab.referrals')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="timeline" p="md">
          {can('accounts.write') && <ActivityForm about={{ accountId: account.id }} />}
          <Timeline of={address} />
        </Tabs.Panel>
        <Tabs.Panel value="usage" p="md">
          <UsageTab accountId={account.id} />
        </Tabs.Panel>
        <Tabs.Panel value="health" p="md">
          <HealthPanel accountId={account.id} />
        </Tabs.Panel>
        <Tabs.Panel value="subscriptions">
          <SubscriptionsTab accountId={account.id} />
        </Tabs.Panel>
        <Tabs.Panel value="tickets">
          <TicketsTab accountId={account.id} />
        </Tabs.Panel>
        <Tabs.Panel value="surveys">
          <SurveysTab accountId={account.id} />
        </Tabs.Panel>
        <Tabs.Panel value="referrals">
          <ReferralsTab affiliateId={account.figures.affiliateId} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
