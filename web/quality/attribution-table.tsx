import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { AttributionView, Shown } from './queries.ts';

const DECIMALS = { maximumFractionDigits: 2 };

/** Everybody on the way to a first sale, with the part that each model gives. */
export function AttributionTable({ report, shown }: { report: AttributionView; shown: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  type Row = AttributionView['rows'][number];
  return (
    <Panel isFlush>
      <SimpleTable<Row>
        label={t('quality:attribution.title')}
        rows={report.rows}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'name',
            label: t(`quality:attributionColumn.${report.by}`),
            isTitle: true,
            cell: ({ key, name }) =>
              report.by === 'affiliate' ? <AffiliateLink id={key} name={name} /> : name,
          },
          ...report.models.map(({ model, name }, place) => ({
            id: model,
            label: name,
            align: 'right' as const,
            cell: ({ credits }: Row) => {
              const { conversions = 0, valueMinor = 0 } = credits[place] ?? {};
              return shown === 'valueMinor' ? (
                <Money amountMinor={valueMinor} currency={report.currency} />
              ) : (
                format.number(conversions, DECIMALS)
              );
            },
          })),
        ]}
      />
    </Panel>
  );
}
