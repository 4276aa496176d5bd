import { Group, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PeriodChoice } from '../signals/period-choice.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { AttributionChart } from './attribution-chart.tsx';
import { AttributionTable } from './attribution-table.tsx';
import { ModelSentences } from './model-sentences.tsx';
import { type AttributionView, type Shown, useAttribution } from './queries.ts';

const route = getRouteApi('/shell/attribution');

/** The first sales of a period as six models divide them. */
export function AttributionPage() {
  const { t } = useTranslation();
  const { by = 'affiliate', months, show } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const report = useAttribution({ by, months });
  return (
    <>
      <PageHeader
        title={t('quality:attribution.title')}
        detail={t('quality:attribution.detail')}
        actions={
          <Group gap="xs">
            <SegmentedControl
              size="xs"
              aria-label={t('quality:attribution.by')}
              data={['affiliate', 'channel'].map((value) => ({
                value,
                label: t(`quality:attribution.${value}`),
              }))}
              value={by}
              onChange={(next) => change({ by: next })}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('quality:attribution.show')}
              data={['conversions', 'value'].map((value) => ({
                value,
                label: t(`quality:attribution.${value}`),
              }))}
              value={show ?? 'conversions'}
              onChange={(next) => change({ show: next })}
            />
            <PeriodChoice months={months} onChange={(next) => change({ months: next })} />
            <ExportButton path="/quality/attribution.csv" query={{ by, months }} />
          </Group>
        }
      />
      <Loaded query={report}>
        {(shown) => <Report report={shown} shown={show === 'value' ? 'valueMinor' : 'conversions'} />}
      </Loaded>
    </>
  );
}

function Report({ report, shown }: { report: AttributionView; shown: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (report.rows.length === 0)
    return <EmptyState title={t('quality:attribution.none')} detail={t('quality:attribution.noneDetail')} />;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Figure
          label={t('quality:attribution.conversions')}
          term="firstSales"
          value={format.number(report.conversions)}
          detail={t('quality:attribution.conversionsDetail')}
        />
        <Figure
          label={t('quality:attribution.value')}
          term="referredRevenue"
          value={<Money amountMinor={report.valueMinor} currency={report.currency} />}
          detail={t('quality:attribution.valueDetail')}
        />
        <Figure
          label={t('quality:attribution.nulls')}
          term="neverBought"
          value={format.number(report.nulls)}
          detail={t('quality:attribution.nullsDetail')}
        />
      </SimpleGrid>
      <AttributionChart report={report} shown={shown} />
      <AttributionTable report={report} shown={shown} />
      <ModelSentences models={report.models} />
    </Stack>
  );
}
