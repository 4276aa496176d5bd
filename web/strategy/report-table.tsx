import { Text, UnstyledButton } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Dimension, Measure } from '../../server/strategy/reports/schema.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { useFormat } from '../ui/format.ts';
import { Change } from '../ui/numbers.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import { changeOf, MEASURES, useMeasureText } from './measures.ts';
import type { ReportLine, ReportView } from './queries.ts';

interface ReportTableProps {
  report: ReportView;
  measure: Measure;
  sort: string;
  isStale: boolean;
  onSort(sort: string): void;
  /** Narrows the report to a value. */
  onFilter(dimension: Dimension, key: string): void;
  /** Opens the single events of a line. */
  onOpen?(line: ReportLine): void;
}

/** Every line of a report below its total. */
export function ReportTable({ report, measure, sort, isStale, onSort, onFilter, onOpen }: ReportTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useColumns(report, measure, onFilter, onOpen);
  const total: ReportLine = { keys: [], labels: [], figures: report.total, previous: report.previousTotal };
  return (
    <Panel
      isFlush
      title={t('strategy:table')}
      detail={report.hasMore && t('strategy:first', { shown: format.number(report.rows.length) })}
    >
      <DataTable
        label={t('strategy:table')}
        columns={columns}
        pages={{
          rows: report.rows.length > 0 ? [total, ...report.rows] : [],
          error: null,
          isFetching: false,
          isStale,
          hasMore: false,
          loadMore: () => {},
          retry: () => {},
        }}
        rowKey={({ keys }) => JSON.stringify(keys)}
        sort={sort}
        onSort={onSort}
        empty={<EmptyState title={t('strategy:none')} detail={t('strategy:noneDetail')} />}
      />
    </Panel>
  );
}

function useColumns(
  report: ReportView,
  measure: Measure,
  onFilter: ReportTableProps['onFilter'],
  onOpen: ReportTableProps['onOpen'],
): Column<ReportLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText(report.currency);
  const isTotal = ({ keys }: ReportLine) => keys.length === 0;
  const nameOf = ({ labels }: ReportLine) => labels.join(' · ');
  const dimensions = report.by.map(
    (dimension, place): Column<ReportLine> => ({
      id: dimension,
      label: t(`strategy:dimension.${dimension}`),
      isTitle: place === 0,
      sortBy: place === 0 ? 'first' : undefined,
      cell: (line) => {
        if (isTotal(line))
          return place === 0 ? (
            <Text inherit fw={600}>
              {t('strategy:total')}
            </Text>
          ) : null;
        const label = line.labels[place] ?? '';
        if (dimension === 'day') return format.date(label);
        return (
          <UnstyledButton
            onClick={() => onFilter(dimension, line.keys[place] ?? '')}
            aria-label={t('strategy:filter.by', { value: label })}
            fz="sm"
            c="var(--mantine-color-anchor)"
          >
            {label}
          </UnstyledButton>
        );
      },
    }),
  );
  const measures = MEASURES.map(
    (name): Column<ReportLine> => ({
      id: name,
      label: t(`strategy:measure.${name}`),
      sortBy: name,
      align: 'right',
      cell: ({ figures }) => text(name, figures[name]),
    }),
  );
  const change: Column<ReportLine> = {
    id: 'change',
    label: t('strategy:changeOf', { measure: t(`strategy:measure.${measure}`) }),
    align: 'right',
    cell: ({ figures, previous }) => <Change share={changeOf(measure, figures, previous)} />,
  };
  const events: Column<ReportLine> = {
    id: 'events',
    label: t('strategy:events.title'),
    isLabelHidden: true,
    cell: (line) =>
      onOpen && (
        <ToolButton
          label={t('strategy:events.open', { name: isTotal(line) ? t('strategy:total') : nameOf(line) })}
          icon={<IconListDetails size={16} />}
          variant="subtle"
          onClick={() => onOpen(line)}
        />
      ),
  };
  return [...dimensions, ...(report.compared ? [change] : []), ...measures, ...(onOpen ? [events] : [])];
}
