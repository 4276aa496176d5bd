import { Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from '../connections/remove-button.tsx';
import { SecretForm } from '../connections/secret-form.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Count } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { DeskState } from './desk-state.tsx';
import { type DeskView, deskQuery, desksQuery } from './queries.ts';
import { INTERCOM_TOPICS, WEBHOOK_BODIES } from './systems.ts';
import { UnknownPanel } from './unknown-panel.tsx';

const route = getRouteApi('/shell/settings/help-desks/$deskId');
const FORM_WIDTH_PX = 640;
/** A block that scrolls could not be reached by keyboard. */
const WRAPPED = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;

/** One help desk: how to set it up, how it does, and whose tickets wait. */
export function DeskPage() {
  const { t } = useTranslation();
  const { deskId } = route.useParams();
  const desk = useQuery(deskQuery(deskId));
  return (
    <Loaded query={desk}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('desks:title'), to: '/settings/help-desks' }]}
            title={shown.name}
            detail={<DeskState desk={shown} />}
            actions={
              <RemoveButton
                path={`/help-desks/${shown.id}`}
                name={shown.name}
                detail={t('desks:removeDetail')}
                listKey={desksQuery.queryKey}
                to="/settings/help-desks"
              />
            }
          />
          <Stack gap="lg">
            <SetUpPanel desk={shown} />
            <HealthPanel desk={shown} />
            <UnknownPanel deskId={shown.id} />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function SetUpPanel({ desk: { id, kind, webhookUrl, hasSecret } }: { desk: DeskView }) {
  const { t } = useTranslation();
  const body = WEBHOOK_BODIES[kind];
  return (
    <Panel title={t('desks:address')} detail={t(`desks:steps.${kind}`)}>
      <Stack maw={FORM_WIDTH_PX}>
        <Group gap={4} wrap="nowrap">
          <Code style={{ wordBreak: 'break-all' }}>{webhookUrl}</Code>
          <CopyButton value={webhookUrl} />
        </Group>
        {kind === 'intercom' && <Block title={t('desks:topics')} text={INTERCOM_TOPICS.join('\n')} />}
        {body && <Block title={t('desks:body')} text={body} />}
        {kind === 'zendesk' && (
          <Text size="xs" c="dimmed">
            {t('desks:events')}
          </Text>
        )}
        <SecretForm
          path={`/help-desks/${id}`}
          hint={t(`desks:secretHint.${kind}`)}
          isSet={hasSecret}
          queryKey={desksQuery.queryKey}
        />
      </Stack>
    </Panel>
  );
}

function Block({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Group gap={4}>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <CopyButton value={text} />
      </Group>
      <Code block style={WRAPPED}>
        {text}
      </Code>
    </div>
  );
}

function HealthPanel({ desk }: { desk: DeskView }) {
  const { t } = useTranslation();
  const { lastReceivedAt, ticketCount, failedCount, refusedCount, lastRefusedAt } = desk;
  return (
    <Panel title={t('desks:health')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing={4}>
        <Fact label={t('desks:last')}>
          {lastReceivedAt ? <DateTime at={lastReceivedAt} form="dateTime" /> : t('desks:never')}
        </Fact>
        <Fact label={t('desks:tickets')}>
          <Count value={ticketCount} />
        </Fact>
        <Fact label={t('desks:failed')}>
          <Count value={failedCount} />
        </Fact>
        <Fact label={t('desks:refused')}>
          <Count value={refusedCount} />
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
          {t('desks:refusedHint')}
        </Text>
      )}
    </Panel>
  );
}
