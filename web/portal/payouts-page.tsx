import { Badge, Stack } from '@mantine/core';
import { MonthPickerInput } from '@mantine/dates';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PortalPayout } from '../../server/payouts/schema.ts';
import { InvoiceTable } from '../payouts/papers/invoice-table.tsx';
import { Recipient } from '../payouts/recipient.tsx';
import { StatementTable } from '../payouts/statement-table.tsx';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { PdfButton } from '../ui/pdf-button.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { MethodPanel } from './method-panel.tsx';
import { OutlookPanel } from './outlook-panel.tsx';
import { useOwnPayouts, useOwnStatement } from './queries.ts';
import { RecoveriesPanel } from './recoveries-panel.tsx';
import { YearPanel } from './year-panel.tsx';

const route = getRouteApi('/shell/portal/payouts');

/** What was sent to an affiliate, and the statement of a month. */
export function PortalPayoutsPage() {
  const { t } = useTranslation();
  const { month } = route.useSearch();
  const navigate = route.useNavigate();
  const statement = useOwnStatement(month);
  return (
    <>
      <PageHeader title={t('portal:payouts.title')} detail={t('portal:payouts.detail')} />
      <Stack gap="lg">
        <RecoveriesPanel />
        <OutlookPanel />
        <MethodPanel />
        <Panel isFlush>
          <DataTable
            label={t('portal:payouts.title')}
            columns={useColumns()}
            pages={useOwnPayouts()}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('portal:payouts.none')} detail={t('portal:payouts.noneDetail')} />}
          />
        </Panel>
        <Panel
          title={t('payouts:statement.title')}
          actions={
            <>
              <MonthPickerInput
                aria-label={t('payouts:statement.month')}
                size="xs"
                value={month ? `${month}-01` : null}
                placeholder={t('payouts:statement.month')}
                onChange={(day) => navigate({ search: { month: day?.slice(0, 7) }, replace: true })}
                clearable
              />
              <PdfButton path="/portal/statement.pdf" query={{ month }} />
              <ExportButton path="/portal/statement.csv" query={{ month }} />
            </>
          }
        >
          <Loaded query={statement}>{(shown) => <StatementTable statement={shown} />}</Loaded>
        </Panel>
        <YearPanel />
        <Panel isFlush title={t('tax:invoices.title')}>
          <InvoiceTable path="/portal/invoices" />
        </Panel>
      </Stack>
    </>
  );
}

function useColumns(): Column<Jsonified<PortalPayout>>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'created',
      label: t('payouts:column.created'),
      isTitle: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    { id: 'recipient', label: t('payouts:column.recipient'), cell: (line) => <Recipient {...line} /> },
    {
      id: 'state',
      label: t('payouts:column.state'),
      cell: ({ state }) => (
        <Badge variant="light" tt="none">
          {t(`payouts:state.${state}`)}
        </Badge>
      ),
    },
    { id: 'reference', label: t('payouts:column.reference'), cell: ({ reference }) => reference },
    { id: 'paid', label: t('payouts:column.paid'), cell: ({ paidAt }) => <DateTime at={paidAt} /> },
  ];
}
