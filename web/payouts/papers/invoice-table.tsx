import { Anchor, Button, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { downloadAddress, type Query } from '../../ui/api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type InvoiceRow, useInvoices } from './queries.ts';

interface InvoiceTableProps {
  /** `/invoices` for staff, `/portal/invoices` for one's own. */
  path: string;
  query?: Query;
  onCorrect?(invoice: InvoiceRow): void;
}

/** Papers that were given, each to be opened as it was printed. */
export function InvoiceTable({ path, query, onCorrect }: InvoiceTableProps) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('tax:invoices.title')}
      columns={columnsOf(t, path, onCorrect)}
      pages={useInvoices(path, query)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('tax:invoices.none')} detail={t('tax:invoices.noneDetail')} />}
    />
  );
}

function columnsOf(
  t: TFunction,
  path: string,
  onCorrect?: (invoice: InvoiceRow) => void,
): Column<InvoiceRow>[] {
  const columns: Column<InvoiceRow>[] = [
    {
      id: 'label',
      label: t('tax:invoices.number'),
      isTitle: true,
      cell: ({ id, label }) => (
        <Anchor size="sm" href={downloadAddress(`${path}/${id}/pdf`)} download>
          {label}
        </Anchor>
      ),
    },
    { id: 'kind', label: t('tax:invoices.kind'), cell: (invoice) => <Kind invoice={invoice} /> },
    { id: 'supplier', label: t('tax:field.legalName'), cell: ({ supplierName }) => supplierName },
    {
      id: 'total',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ totalMinor, currency }) => <Money amountMinor={totalMinor} currency={currency} />,
    },
    { id: 'issued', label: t('tax:invoices.issued'), cell: ({ issuedAt }) => <DateTime at={issuedAt} /> },
  ];
  if (!onCorrect) return columns;
  return [
    ...columns,
    {
      id: 'correct',
      label: t('tax:invoices.correct'),
      isLabelHidden: true,
      cell: (invoice) =>
        invoice.kind === 'invoice' &&
        !invoice.isCredited && (
          <Button size="compact-xs" variant="subtle" onClick={() => onCorrect(invoice)}>
            {t('tax:invoices.correct')}
          </Button>
        ),
    },
  ];
}

function Kind({ invoice: { kind, creditsLabel, isCredited } }: { invoice: InvoiceRow }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`tax:invoices.${kind}`)}
      {creditsLabel && (
        <Text size="xs" c="dimmed">
          {t('tax:invoices.credits', { label: creditsLabel })}
        </Text>
      )}
      {isCredited && (
        <Text size="xs" c="dimmed">
          {t('tax:invoices.isCredited')}
        </Text>
      )}
    </>
  );
}
