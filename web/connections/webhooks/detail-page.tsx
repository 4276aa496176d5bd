import { Badge, Group, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { DeliveriesPanel } from '../deliveries/deliveries-panel.tsx';
import { ReceiverState } from '../deliveries/receiver-state.tsx';
import { type WebhookView, webhookQuery } from './queries.ts';
import { WebhookActs } from './webhook-acts.tsx';

const route = getRouteApi('/shell/settings/webhooks/$webhookId');

/** One endpoint: what it is told, how it does, and everything that was sent to it. */
export function WebhookPage() {
  const { t } = useTranslation();
  const { webhookId } = route.useParams();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const webhook = useQuery(webhookQuery(webhookId));
  return (
    <Loaded query={webhook}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('connections:webhooks.title'), to: '/settings/webhooks' }]}
            title={new URL(shown.url).host}
            detail={<ReceiverState receiver={shown} />}
            actions={<WebhookActs webhook={shown} />}
          />
          <Stack gap="lg">
            <FactsPanel webhook={shown} />
            <DeliveriesPanel
              path={`/webhooks/${shown.id}`}
              deliveriesPath="/webhook-deliveries"
              state={state}
              onState={(chosen) => navigate({ search: { state: chosen }, replace: true })}
              isOn={shown.status === 'active'}
            />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function FactsPanel({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const { url, description, eventTypes, failingSince, oldSecretUntil, createdAt } = webhook;
  return (
    <Panel title={t('connections:webhooks.about')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} verticalSpacing={4} spacing="xl">
        <Fact label={t('connections:webhooks.url')}>{url}</Fact>
        <Fact label={t('connections:webhooks.description')}>{description}</Fact>
        <Fact label={t('connections:webhooks.created')}>
          <DateTime at={createdAt} />
        </Fact>
        <Fact label={t('connections:receiver.failingSince')}>
          {failingSince && <DateTime at={failingSince} form="dateTime" />}
        </Fact>
        {oldSecretUntil && (
          <Fact label={t('connections:webhooks.oldSecretUntil')}>
            <DateTime at={oldSecretUntil} form="dateTime" />
          </Fact>
        )}
      </SimpleGrid>
      <Group gap={6} mt="sm">
        {(eventTypes.length > 0 ? eventTypes : [t('connections:webhooks.allEvents')]).map((type) => (
          <Badge key={type} variant="default" tt="none" fw={500}>
            {type}
          </Badge>
        ))}
      </Group>
    </Panel>
  );
}
