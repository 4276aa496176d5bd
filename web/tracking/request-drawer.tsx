import { Alert, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { EarlierDecisions } from './earlier-decisions.tsx';
import { type RequestView, useRequest } from './queries.ts';
import { RequestAnswer } from './request-answer.tsx';
import { RequestStatus } from './request-status.tsx';
import { SaleDecision } from './sale-decision.tsx';

/** One request for credit: what was asked, the evidence, and the answer. */
export function RequestDrawer({ requestId, onClose }: { requestId: string | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const request = useRequest(requestId);
  return (
    <Drawer
      opened={requestId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('tracking:request.one')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={request}>{(shown) => <RequestBody key={shown.id} request={shown} />}</Loaded>
    </Drawer>
  );
}

function RequestBody({ request }: { request: RequestView }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2}>
          <AffiliateName id={request.affiliateId} />
        </Title>
        <RequestStatus status={request.status} />
      </Group>
      <Stack gap={6}>
        <Fact label={t('tracking:request.order')}>{request.orderId}</Fact>
        <Fact label={t('tracking:request.email')}>{request.customerEmail}</Fact>
        <Fact label={t('tracking:request.asked')}>
          <DateTime at={request.createdAt} form="dateTime" />
        </Fact>
      </Stack>
      <Alert color="gray" variant="light" title={t('tracking:request.comment')}>
        {request.comment}
      </Alert>
      {request.status === 'open' && can('affiliates.approve') && (
        <RequestAnswer key={request.id} request={request} />
      )}
      {request.answeredAt && (
        <Stack gap={6}>
          <Fact label={t('tracking:request.given')}>{request.answer}</Fact>
          <Fact label={t('tracking:request.by')}>{request.answeredByName}</Fact>
          <Fact label={t('tracking:request.answered')}>
            <DateTime at={request.answeredAt} form="dateTime" />
          </Fact>
        </Stack>
      )}
      <Evidence sales={request.sales} />
    </Stack>
  );
}

function Evidence({ sales }: Pick<RequestView, 'sales'>) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3} mb="xs">
        {t('tracking:request.evidence')}
      </Title>
      {sales.length === 0 && <Text size="sm">{t('tracking:request.noEvidence')}</Text>}
      <Stack>
        {sales.map((sale) => (
          <Panel
            key={sale.id}
            title={sale.externalId}
            detail={
              <>
                <Money amountMinor={sale.amountMinor} currency={sale.currency} /> ·{' '}
                {sale.customerName ?? sale.customerExternalId} ·{' '}
                <DateTime at={sale.occurredAt} form="dateTime" />
              </>
            }
          >
            <SaleDecision decision={sale.decision} />
            <EarlierDecisions decisions={sale.earlierDecisions} />
          </Panel>
        ))}
      </Stack>
    </section>
  );
}
