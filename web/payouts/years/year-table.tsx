import { Anchor, Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../../affiliates/affiliate-link.tsx';
import { useCan } from '../../shell/session.ts';
import { downloadAddress } from '../../ui/api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Money, NoData } from '../../ui/money.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useYearRows, type YearRow } from './queries.ts';

interface YearTableProps {
  year: number;
  isReportable: boolean | undefined;
}

/** Every affiliate with a movement in the year, the most paid first. */
export function YearTable({ year, isReportable }: YearTableProps) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('years:title')}
      columns={useColumns(year)}
      pages={useYearRows(year, { isReportable })}
      rowKey={({ affiliateId, currency }) => `${affiliateId} ${currency}`}
      empty={<EmptyState title={t('years:none')} detail={t('years:noneDetail')} />}
    />
  );
}

function useColumns(year: number): Column<YearRow>[] {
  const { t } = useTranslation();
  const seesTax = useCan()('tax.read');
  const money = (name: 'earned' | 'corrected' | 'askedBack' | 'paid'): Column<YearRow> => ({
    id: name,
    label: t(`years:column.${name}`),
    align: 'right',
    cell: (row) => <Money amountMinor={row[`${name}Minor`]} currency={row.currency} />,
  });
  const tax: Column<YearRow> = {
    id: 'tax',
    label: t('years:column.tax'),
    isProse: true,
    cell: (row) => <TaxCell row={row} />,
  };
  return [
    {
      id: 'affiliate',
      label: t('years:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    money('earned'),
    money('corrected'),
    money('askedBack'),
    money('paid'),
    {
      id: 'reportable',
      label: t('years:threshold.title'),
      cell: (row) =>
        row.isReportable ? (
          <Badge variant="light" color="yellow" tt="none">
            {t('years:isReportable')}
          </Badge>
        ) : (
          <NoData />
        ),
    },
    ...(seesTax ? [tax] : []),
    {
      id: 'paper',
      label: t('years:column.paper'),
      cell: ({ affiliateId }) => (
        <Anchor
          size="sm"
          href={downloadAddress(`/affiliates/${affiliateId}/payout-year.pdf`, { year })}
          download
        >
          PDF
        </Anchor>
      ),
    },
  ];
}

/** What is there for the tax office, and what is missing. */
function TaxCell({ row: { tax } }: { row: YearRow }) {
  const { t } = useTranslation();
  if (!tax) return null;
  const there = [
    tax.country,
    tax.hasVatId && t('years:has.vatId'),
    tax.hasTaxNumber && t('years:has.taxNumber'),
    ...tax.forms.map((kind) => t(`tax:form.${kind}`)),
  ].filter(Boolean);
  return (
    <>
      {there.join(', ')}
      <Text span display="block" size="xs" c="dimmed">
        {tax.missing.length === 0
          ? t('years:complete')
          : tax.missing.map((what) => t(`years:missing.${what}`)).join(', ')}
      </Text>
    </>
  );
}
