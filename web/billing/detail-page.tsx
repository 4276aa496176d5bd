import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from '../connections/remove-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { ConnectionState } from './connection-state.tsx';
import { EventsPanel } from './events-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { type ConnectionView, connectionQuery, connectionsQuery } from './queries.ts';
import { SetUpPanel } from './set-up-panel.tsx';

const route = getRouteApi('/shell/settings/billing/$connectionId');

/** One connection: how to set it up, how it does, and what came in. */
export function BillingConnectionPage() {
  const { t } = useTranslation();
  const { connectionId } = route.useParams();
  const connection = useQuery(connectionQuery(connectionId));
  return (
    <Loaded query={connection}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('billing:title'), to: '/settings/billing' }]}
            title={shown.name}
            detail={<ConnectionState connection={shown} />}
            actions={
              <RemoveButton
                path={`/billing-connections/${shown.id}`}
                name={shown.name}
                detail={t('billing:removeDetail')}
                listKey={connectionsQuery.queryKey}
                to="/settings/billing"
              />
            }
          />
          <Stack gap="lg">
            <SetUpPanel connection={shown} />
            <HealthPanel connection={shown} />
            {shown.kind === 'stripe' && <HistoryPanel connectionId={shown.id} />}
            <EventsPanel connectionId={shown.id} />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function HealthPanel({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { lastReceivedAt, openCount, failedCount, refusedCount, lastRefusedAt } = connection;
  return (
    <Panel title={t('billing:health')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing={4}>
        <Fact label={t('billing:last')}>
          {lastReceivedAt ? <DateTime at={lastReceivedAt} form="dateTime" /> : t('billing:never')}
        </Fact>
        <Fact label={t('billing:backlog')}>{String(openCount)}</Fact>
        <Fact label={t('billing:failed')}>{String(failedCount)}</Fact>
        <Fact label={t('billing:refused')}>
          {refusedCount}
          {lastRefusedAt && (
            <>
              {' · '}
              <DateTime at={lastRefusedAt} form="dateTime" />
            </>
          )}
        </Fact>
      </SimpleGrid>
      {refusedCount > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('billing:refusedHint')}
        </Text>
      )}
    </Panel>
  );
}
