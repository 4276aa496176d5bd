import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { LinesPanel } from './lines-panel.tsx';
import { InvoicesPanel } from './papers/invoices-panel.tsx';
import { PayoutActs } from './payout-acts.tsx';
import { PayoutState } from './payout-state.tsx';
import { usePayout } from './queries.ts';

const route = getRouteApi('/shell/payouts/$payoutId');

/** One batch: who gets what, who made and approved it, and the next step. */
export function PayoutPage() {
  const { t } = useTranslation();
  const { payoutId } = route.useParams();
  const { money } = useFormat();
  const payout = usePayout(payoutId);
  return (
    <Loaded query={payout}>
      {(shown) => (
        <>
          <PageHeader
            above={[{ label: t('payouts:title'), to: '/payouts' }]}
            title={money(shown.amountMinor, shown.currency)}
            detail={<PayoutState state={shown.state} />}
            actions={<PayoutActs payout={shown} />}
          />
          <Stack gap="lg">
            {shown.state === 'created' && shown.approvalRefusal && (
              <Alert color="yellow">{shown.approvalRefusal.text}</Alert>
            )}
            <Panel>
              <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing={4}>
                <Fact label={t('payouts:column.createdBy')}>
                  {shown.createdByName}, <DateTime at={shown.createdAt} form="dateTime" />
                </Fact>
                <Fact label={t('payouts:column.approvedBy')}>
                  {shown.approvedByName && (
                    <>
                      {shown.approvedByName}, <DateTime at={shown.approvedAt} form="dateTime" />
                    </>
                  )}
                </Fact>
                <Fact label={t('payouts:column.lines')}>{shown.lineCount}</Fact>
                <Fact label={t('payouts:column.paid')}>
                  {shown.paidAt && <DateTime at={shown.paidAt} form="dateTime" />}
                </Fact>
                {shown.failedLineCount > 0 && (
                  <Fact label={t('payouts:state.failed')}>{shown.failedLineCount}</Fact>
                )}
                {shown.note && <Fact label={t('payouts:choice.note')}>{shown.note}</Fact>}
              </SimpleGrid>
              {shown.isSelfApproved && (
                <Text size="xs" c="dimmed" mt="xs">
                  {t('payouts:selfApproved')}
                </Text>
              )}
            </Panel>
            <LinesPanel payout={shown} />
            {shown.paidLineCount > 0 && <InvoicesPanel payoutId={shown.id} />}
          </Stack>
        </>
      )}
    </Loaded>
  );
}
