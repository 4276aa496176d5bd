import { useTranslation } from 'react-i18next';
import type { MrrView } from '../../server/signals/schema/views.ts';
import type { Jsonified } from '../ui/api.ts';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';

const COLUMNS = [
  'startMinor',
  'newMinor',
  'expansionMinor',
  'reactivationMinor',
  'contractionMinor',
  'churnedMinor',
  'endMinor',
] as const;

/** The same movements to the cent; start and movements add up to the end. */
export function MovementTable({ view }: { view: Jsonified<MrrView> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SimpleTable
      label={t('revenue:movements')}
      rows={view.months.toReversed()}
      rowKey={({ month }) => month}
      columns={[
        {
          id: 'month',
          label: t('revenue:month'),
          isTitle: true,
          cell: ({ month }) => format.month(month),
        },
        ...COLUMNS.map((id) => ({
          id,
          label: t(`revenue:movement.${id}`),
          align: 'right' as const,
          cell: (row: Jsonified<MrrView>['months'][number]) => (
            <Money amountMinor={row[id]} currency={view.currency} />
          ),
        })),
      ]}
    />
  );
}
