import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PayoutLine } from '../../server/payouts/schema.ts';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { PayoutActs } from './payout-acts.tsx';
import { PayoutState } from './payout-state.tsx';
import { usePayout, usePayoutLines } from './queries.ts';

const route = getRouteApi('/shell/payouts/$payoutId');

/** One batch: who gets what, who made and approved it, and the next step. */
export function PayoutPage() {
  const { t } = useTranslation();
  const { payoutId } = route.useParams();
  const { money } = useFormat();
  const payout = usePayout(payoutId);
  const lines = usePayoutLines(payoutId);
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
              </SimpleGrid>
              {shown.isSelfApproved && (
                <Text size="xs" c="dimmed" mt="xs">
                  {t('payouts:selfApproved')}
                </Text>
              )}
            </Panel>
            <Panel isFlush title={t('payouts:lines')}>
              <DataTable
                label={t('payouts:lines')}
                columns={lineColumns(t, shown.currency)}
                pages={lines}
                rowKey={({ id }) => id}
                empty={<EmptyState title={t('payouts:noLines')} />}
              />
            </Panel>
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function lineColumns(t: TFunction, currency: string): Column<Jsonified<PayoutLine>>[] {
  return [
    {
      id: 'affiliate',
      label: t('payouts:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    { id: 'recipient', label: t('payouts:column.recipient'), cell: ({ recipient }) => recipient },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    { id: 'reference', label: t('payouts:column.reference'), cell: ({ reference }) => reference },
    {
      id: 'paid',
      label: t('payouts:column.paid'),
      cell: ({ paidAt, failedBecause }) => failedBecause ?? <DateTime at={paidAt} />,
    },
  ];
}
