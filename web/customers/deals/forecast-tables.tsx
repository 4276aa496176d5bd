import { useTranslation } from 'react-i18next';
import type { Forecast } from '../../../server/customers/deals/forecast/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import { Chart } from '../../ui/charts.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';

interface ForecastPartProps {
  forecast: Jsonified<Forecast>;
  currency: string;
}

const MONTH = /^\d{4}-\d{2}$/;

type OwnerRow = Jsonified<Forecast>['owners'][number];
type MonthRow = Jsonified<Forecast>['months'][number];

/** Months as bars and as rows; what has no month among them stands below. */
export function ForecastMonths({ forecast, currency }: ForecastPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = forecast.months.filter((row) => row.currency === currency);
  const say = ({ month }: MonthRow) =>
    MONTH.test(month) ? format.month(month) : t(`deals:forecast.bucket.${month}`);
  const drawn = rows.filter(({ month }) => MONTH.test(month));
  return (
    <Panel title={t('deals:forecast.byMonth')} detail={t('deals:forecast.byMonthDetail')}>
      <Chart
        kind="bar"
        label={t('deals:forecast.chart')}
        rows={drawn.map(({ wonMinor, weightedMinor, openMinor, ...row }) => ({
          ...{ month: say(row as MonthRow), won: wonMinor, weighted: weightedMinor, open: openMinor },
        }))}
        over="month"
        series={[
          { name: 'won', label: t('deals:forecast.won'), color: 'teal.7' },
          { name: 'weighted', label: t('deals:forecast.weighted'), color: 'ink' },
          { name: 'open', label: t('deals:forecast.open'), color: 'ink.3' },
        ]}
        valueFormat={(value) => format.money(value, currency, true)}
      />
      <SimpleTable<MonthRow>
        label={t('deals:forecast.byMonth')}
        rows={rows}
        rowKey={({ month }) => month}
        columns={[
          { id: 'month', label: t('deals:forecast.month'), isTitle: true, cell: say },
          ...useSumColumns(),
        ]}
      />
    </Panel>
  );
}

/** The same by who has the deals. */
export function ForecastOwners({ forecast, currency }: ForecastPartProps) {
  const { t } = useTranslation();
  const sums = useSumColumns();
  return (
    <Panel title={t('deals:forecast.byOwner')} isFlush>
      <SimpleTable<OwnerRow>
        label={t('deals:forecast.byOwner')}
        rows={forecast.owners.filter((row) => row.currency === currency)}
        rowKey={({ ownerId }) => ownerId ?? ''}
        columns={[
          {
            ...{ id: 'owner', label: t('deals:field.owner'), isTitle: true },
            cell: ({ ownerName }) => ownerName ?? t('deals:nobody'),
          },
          ...sums,
        ]}
      />
    </Panel>
  );
}

type Sums = Pick<
  MonthRow,
  'currency' | 'openCount' | 'openMinor' | 'weightedMinor' | 'wonCount' | 'wonMinor'
>;

function useSumColumns() {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (field: 'openMinor' | 'weightedMinor' | 'wonMinor', label: string) => ({
    ...{ id: field, label, align: 'right' as const },
    cell: (row: Sums) => <Money amountMinor={row[field]} currency={row.currency} />,
  });
  return [
    {
      ...{ id: 'count', label: t('deals:forecast.count'), align: 'right' as const },
      cell: ({ openCount }: Sums) => format.number(openCount),
    },
    money('openMinor', t('deals:forecast.open')),
    money('weightedMinor', t('deals:forecast.weighted')),
    money('wonMinor', t('deals:forecast.won')),
  ];
}
