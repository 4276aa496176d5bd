import { Anchor, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookWithSecret } from '../../../server/connections/webhooks/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ReceiverState } from '../deliveries/receiver-state.tsx';
import { type WebhookView, webhooksQuery } from './queries.ts';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** The endpoints that are told what happens. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure(false);
  const [secret, setSecret] = useState<string | null>(null);
  const webhooks = useQuery(webhooksQuery);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('connections:webhooks.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('connections:webhooks.title')}
        detail={t('connections:webhooks.detail')}
        actions={add}
      />
      <Panel isFlush>
        <Loaded query={webhooks}>
          {({ data }) =>
            data.length > 0 ? (
              <WebhookTable webhooks={data} />
            ) : (
              <EmptyState
                title={t('connections:webhooks.none')}
                detail={t('connections:webhooks.noneDetail')}
                action={add}
              />
            )
          }
        </Loaded>
      </Panel>
      {isAdding && (
        <WebhookDialog
          title={t('connections:webhooks.new')}
          action={t('action.add')}
          onClose={adding.close}
          send={async (values) => {
            const made = await api.post<WebhookWithSecret>('/webhooks', values);
            await queryClient.invalidateQueries(webhooksQuery);
            adding.close();
            setSecret(made.secret);
          }}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function WebhookTable({ webhooks }: { webhooks: WebhookView[] }) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('connections:webhooks.title')}
      rows={webhooks}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'url',
          label: t('connections:webhooks.url'),
          isTitle: true,
          cell: ({ id, url, description }) => (
            <>
              <Anchor
                fz="sm"
                fw={600}
                style={{ overflowWrap: 'anywhere' }}
                renderRoot={(props) => (
                  <Link to="/settings/webhooks/$webhookId" params={{ webhookId: id }} {...props} />
                )}
              >
                {url}
              </Anchor>
              {description && (
                <Text size="xs" c="dimmed">
                  {description}
                </Text>
              )}
            </>
          ),
        },
        {
          id: 'state',
          label: t('connections:receiver.label'),
          cell: (webhook) => <ReceiverState receiver={webhook} />,
        },
        {
          id: 'events',
          label: t('connections:webhooks.events'),
          align: 'right',
          cell: ({ eventTypes }) => eventTypes.length || t('connections:webhooks.allEvents'),
        },
        {
          id: 'created',
          label: t('connections:webhooks.created'),
          align: 'right',
          cell: ({ createdAt }) => <DateTime at={createdAt} />,
        },
      ]}
    />
  );
}
