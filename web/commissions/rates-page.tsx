import { Button, Group, Stack } from '@mantine/core';
import { IconFileSpreadsheet, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { Chart } from '../ui/charts.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { useFormat } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type RateRow, useRates, useRemoveRate } from './queries.ts';
import { RateDialog } from './rate-dialog.tsx';
import { RateFileDialog } from './rate-file-dialog.tsx';

const route = getRouteApi('/shell/settings/rates');
const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }));

/** The rates that foreign sales come in at: typed, corrected, or taken over from a file. */
export function RatesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useRates(filters);
  const [edited, edit] = useState<RateRow | 'new' | 'file' | null>(null);
  const close = () => edit(null);
  const acts = can('rates.write') && (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconFileSpreadsheet size={16} />} onClick={() => edit('file')}>
        {t('commissions:rates.import')}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
        {t('commissions:rates.new')}
      </Button>
    </Group>
  );
  return (
    <>
      <PageHeader
        title={t('commissions:rates.title')}
        detail={t('commissions:rates.detail')}
        actions={acts}
      />
      <Stack>
        {filters.currency && <RateCharts rows={pages.rows ?? []} />}
        <Panel isFlush>
          <FilterBar
            filters={[
              {
                kind: 'choice',
                name: 'currency',
                label: t('commissions:rates.currency'),
                options: currencies,
              },
            ]}
            values={filters}
            onChange={(changed) =>
              navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
            }
          />
          <DataTable
            label={t('commissions:rates.title')}
            columns={useColumns(edit)}
            pages={pages}
            rowKey={({ base, quote, day }) => `${base}/${quote}/${day}`}
            empty={
              <EmptyState title={t('commissions:rates.none')} detail={t('commissions:rates.noneDetail')} />
            }
          />
        </Panel>
      </Stack>
      {edited === 'file' && <RateFileDialog onClose={close} />}
      {edited && edited !== 'file' && <RateDialog rate={edited === 'new' ? null : edited} onClose={close} />}
    </>
  );
}

/** A line for each pair of the chosen currency, of the days that the table shows. */
function RateCharts({ rows }: { rows: RateRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairs = Map.groupBy(rows, pairOf);
  return [...pairs]
    .filter(([, days]) => days.length > 1)
    .map(([pair, days]) => (
      <Panel key={pair} title={t('commissions:rates.chart', { pair })}>
        <Chart
          kind="line"
          label={t('commissions:rates.chart', { pair })}
          over="day"
          rows={days.toReversed().map(({ day, rate }) => ({ day: format.date(day), rate: Number(rate) }))}
          series={[{ name: 'rate', label: pair, color: 'ink' }]}
          valueFormat={(value) => String(value)}
        />
      </Panel>
    ));
}

function useColumns(onEdit: (rate: RateRow) => void): Column<RateRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const columns: Column<RateRow>[] = [
    { id: 'pair', label: t('commissions:rates.pair'), isTitle: true, cell: pairOf },
    { id: 'day', label: t('commissions:rates.day'), cell: ({ day }) => <DateTime at={day} /> },
    { id: 'rate', label: t('commissions:rates.rate'), align: 'right', cell: ({ rate }) => rate },
    {
      id: 'source',
      label: t('commissions:rates.sourceLabel'),
      cell: ({ source }) => t(`commissions:rates.source.${source}`),
    },
    {
      id: 'entered',
      label: t('commissions:rates.entered'),
      cell: ({ enteredAt }) => <DateTime at={enteredAt} form="dateTime" />,
    },
  ];
  if (!can('rates.write')) return columns;
  return [
    ...columns,
    {
      id: 'acts',
      label: t('commissions:rates.act'),
      isLabelHidden: true,
      align: 'right',
      cell: (rate) => <RateActs rate={rate} onEdit={() => onEdit(rate)} />,
    },
  ];
}

function RateActs({ rate, onEdit }: { rate: RateRow; onEdit(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isAsking, ask] = useState(false);
  const remove = useRemoveRate(rate);
  const onSuccess = () => {
    tellDone(t('commissions:rates.removed'));
    ask(false);
  };
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button variant="subtle" size="compact-sm" onClick={onEdit}>
        {t('commissions:rates.correct')}
      </Button>
      <Button variant="subtle" size="compact-sm" color="red.9" onClick={() => ask(true)}>
        {t('commissions:rates.remove')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('commissions:rates.remove')}
        action={t('commissions:rates.remove')}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess })}
        onClose={() => ask(false)}
      >
        {t('commissions:rates.removeQuestion', { pair: pairOf(rate), day: format.date(rate.day) })}
      </ConfirmDialog>
    </Group>
  );
}

function pairOf({ base, quote }: RateRow): string {
  return `${base}/${quote}`;
}
