import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CommissionState } from '../commissions/commission-state.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Figure } from '../ui/figure.tsx';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { type OwnCommission, useOwnBalances, useOwnCommissions } from './queries.ts';

/** What an affiliate has earned, what waits until when, and what was taken back. */
export function PortalCommissionsPage() {
  const { t } = useTranslation();
  const balances = useOwnBalances();
  return (
    <>
      <PageHeader title={t('portal:commissions.title')} detail={t('portal:commissions.detail')} />
      <Stack gap="lg">
        <Loaded query={balances} lines={2}>
          {(shown) => (
            <>
              {shown.map(({ currency, pendingMinor, payableMinor, paidMinor, waitingMinor }) => (
                <SimpleGrid key={currency} cols={{ base: 1, sm: waitingMinor > 0 ? 4 : 3 }}>
                  <Figure
                    label={t('portal:balance.pending')}
                    term="hold"
                    value={<Money amountMinor={pendingMinor} currency={currency} />}
                    detail={t('portal:balance.pendingDetail')}
                  />
                  <Figure
                    label={t('portal:balance.payable')}
                    term="payable"
                    value={<Money amountMinor={payableMinor} currency={currency} />}
                    detail={t('portal:balance.payableDetail')}
                  />
                  <Figure
                    label={t('portal:balance.paid')}
                    term="paidOut"
                    value={<Money amountMinor={paidMinor} currency={currency} />}
                  />
                  {waitingMinor > 0 && (
                    <Figure
                      label={t('portal:balance.waiting')}
                      term="hold"
                      value={<Money amountMinor={waitingMinor} currency={currency} />}
                      detail={t('portal:balance.waitingDetail')}
                    />
                  )}
                </SimpleGrid>
              ))}
            </>
          )}
        </Loaded>
        <Panel isFlush>
          <DataTable
            label={t('portal:commissions.title')}
            columns={useColumns()}
            pages={useOwnCommissions()}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title={t('portal:commissions.none')} detail={t('portal:commissions.noneDetail')} />
            }
          />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<OwnCommission>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'sold',
      label: t('commissions:column.sold'),
      isTitle: true,
      cell: ({ soldAt }) => <DateTime at={soldAt} />,
    },
    {
      id: 'sale',
      label: t('commissions:column.kind'),
      isProse: true,
      cell: ({ kind, what, saleAmountMinor, saleCurrency }) =>
        kind !== 'sale' || saleAmountMinor === null || saleCurrency === null ? (
          what
        ) : (
          <>
            {t('commissions:kind.sale')} <Money amountMinor={saleAmountMinor} currency={saleCurrency} />
          </>
        ),
    },
    {
      id: 'kept',
      label: t('commissions:column.kept'),
      align: 'right',
      cell: ({ keptMinor, currency }) => <Money amountMinor={keptMinor} currency={currency} />,
    },
    {
      id: 'state',
      label: t('commissions:column.state'),
      cell: ({ state }) => <CommissionState state={state} />,
    },
    {
      id: 'release',
      label: t('commissions:column.release'),
      term: 'hold',
      cell: ({ releaseAt }) => <DateTime at={releaseAt} />,
    },
    {
      id: 'notes',
      label: t('portal:commissions.notes'),
      isProse: true,
      cell: ({ share, conversion, lost, condition, review }) =>
        [share, conversion, lost, condition, review].filter(Boolean).join(' '),
    },
  ];
}
