import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dimension } from '../../server/strategy/reports/schema.ts';
import type { Query } from '../ui/api.ts';
import { useFormat } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { FilterPills } from './filter-pills.tsx';
import { toValue } from './measures.ts';
import { type ReportLine, type ReportView, useReport, useToday } from './queries.ts';
import { type AskedReport, readSearch, type Search, toQuery } from './question.ts';
import { ReportCharts } from './report-charts.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportTable } from './report-table.tsx';
import { ReportTools } from './report-tools.tsx';

interface ReportPageProps {
  title: string;
  detail: string;
  /** `/reports`, or `/portal/reports`. */
  path: string;
  dimensions: Dimension[];
  usualBy: Dimension;
  search: Search;
  onChange(changed: Search): void;
  actions(asked: AskedReport, query: Query): ReactNode;
  onOpen?(asked: AskedReport, line: ReportLine): void;
}

/** A report, charts first: what it asks stands in the page's address. */
export function ReportPage(props: ReportPageProps) {
  const { dimensions, search, onChange, onOpen } = props;
  const { t } = useTranslation();
  const asked = readSearch(search, dimensions, props.usualBy, useToday());
  const query = toQuery(asked);
  const asksGroup = asked.by.includes('group') || asked.filters.some(([name]) => name === 'group');
  const report = useReport(props.path, query);
  return (
    <>
      <PageHeader title={props.title} detail={props.detail} actions={props.actions(asked, query)} />
      <Stack gap="lg">
        <Panel>
          <Stack gap="sm">
            <ReportTools asked={asked} dimensions={dimensions} onChange={onChange} />
            <FilterPills
              filters={asked.filters}
              dimensions={dimensions}
              nameOf={(dimension, value) => nameIn(report.data, dimension, value)}
              onChange={onChange}
            />
            {asksGroup && (
              <Text size="xs" c="dimmed">
                {t('strategy:groupNow')}
              </Text>
            )}
          </Stack>
        </Panel>
        <Loaded query={report}>
          {(shown) => (
            <>
              <ReportFigures report={shown} />
              <OtherCurrencies report={shown} />
              <ReportCharts report={shown} measure={asked.measure} />
              <ReportTable
                report={shown}
                measure={asked.measure}
                sort={asked.sort}
                isStale={report.isPlaceholderData}
                onSort={(sort) => onChange({ sort })}
                onFilter={(dimension, key) => onChange({ [dimension]: toValue(key) })}
                onOpen={onOpen && ((line) => onOpen(asked, line))}
              />
            </>
          )}
        </Loaded>
      </Stack>
    </>
  );
}

/** A filter's value by its name, where a line of the report has it. */
function nameIn(report: ReportView | undefined, dimension: Dimension, value: string): string {
  const place = report?.by.indexOf(dimension) ?? -1;
  const line = report?.rows.find(({ keys }) => place >= 0 && toValue(keys[place] ?? '') === value);
  return line?.labels[place] ?? value;
}

function OtherCurrencies({ report }: { report: ReportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (report.otherCurrencies.length === 0) return null;
  const list = report.otherCurrencies.map(({ currency, revenueMinor }) =>
    format.money(revenueMinor, currency),
  );
  return (
    <Text size="sm" c="dimmed">
      {t('strategy:otherCurrencies', { list: list.join(', ') })}
    </Text>
  );
}
