import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SatisfactionView } from '../../server/signals/schema/views.ts';
import type { Jsonified } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Count, Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { FeelingsPanel } from './feelings-panel.tsx';
import { Freshness } from './freshness.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { satisfactionQuery, USUAL_PERIOD } from './queries.ts';

const route = getRouteApi('/shell/satisfaction');
const PERCENT = 100;

/** What customers answer when they are asked. */
export function SatisfactionPage() {
  const { t } = useTranslation();
  const { months } = route.useSearch();
  const navigate = route.useNavigate();
  const satisfaction = useQuery(satisfactionQuery(months ?? USUAL_PERIOD));
  return (
    <>
      <PageHeader
        title={t('satisfaction:title')}
        detail={t('satisfaction:detail')}
        actions={
          <PeriodChoice
            months={months}
            onChange={(next) => navigate({ search: { months: next }, replace: true })}
          />
        }
      />
      <Loaded query={satisfaction}>{(view) => <Satisfaction view={view} />}</Loaded>
    </>
  );
}

function Satisfaction({ view }: { view: Jsonified<SatisfactionView> }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (view.freshness.state === 'missing') {
    return (
      <Panel>
        <EmptyState title={t('satisfaction:none')} detail={t('satisfaction:noneDetail')} />
      </Panel>
    );
  }
  return (
    <Stack>
      <AnswerFigures view={view} />
      <FeelingsPanel />
      <Panel title={t('satisfaction:npsByMonth')} detail={<Freshness freshness={view.freshness} />}>
        <Chart
          kind="line"
          label={t('satisfaction:npsByMonth')}
          over="month"
          rows={view.months.map(({ month, nps }) => ({
            month: format.month(month),
            nps: nps ? Math.round(nps.score) : null,
          }))}
          series={[{ name: 'nps', label: 'NPS', color: 'ink' }]}
        />
      </Panel>
      <Panel title={t('satisfaction:csatByMonth')}>
        <Chart
          kind="line"
          label={t('satisfaction:csatByMonth')}
          over="month"
          rows={view.months.map(({ month, csat }) => ({
            month: format.month(month),
            csat: csat ? Math.round(csat.share * PERCENT) : null,
          }))}
          series={[{ name: 'csat', label: 'CSAT', color: 'ink' }]}
          valueFormat={(value) => format.percent(value / PERCENT, 0)}
        />
      </Panel>
    </Stack>
  );
}

function AnswerFigures({ view: { nps, csat, freshness } }: { view: Jsonified<SatisfactionView> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shownFreshness = <Freshness freshness={freshness} />;
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
      <Figure
        label="NPS"
        term="nps"
        value={
          nps && (
            <Text span inherit c={nps.isSmall ? 'dimmed' : undefined}>
              {format.number(nps.score, { maximumFractionDigits: 0 })}
            </Text>
          )
        }
        detail={nps && `± ${format.number(nps.margin, { maximumFractionDigits: 1 })}`}
        explanation={
          nps
            ? {
                formula: t('satisfaction:explain.nps'),
                inputs: [
                  { label: t('satisfaction:promoters'), value: <Count value={nps.promoters} /> },
                  { label: t('satisfaction:passives'), value: <Count value={nps.passives} /> },
                  { label: t('satisfaction:detractors'), value: <Count value={nps.detractors} /> },
                ],
                freshness: shownFreshness,
              }
            : undefined
        }
      />
      <Figure
        label={t('satisfaction:npsAnswers')}
        term="answers"
        value={nps && <Count value={nps.count} />}
        detail={nps?.isSmall && t('satisfaction:small')}
      />
      <Figure
        label="CSAT"
        term="csat"
        value={csat && <Share share={csat.share} />}
        detail={csat && `${format.percent(csat.low)} – ${format.percent(csat.high)}`}
        explanation={{ formula: t('satisfaction:explain.csat'), freshness: shownFreshness }}
      />
      <Figure
        label={t('satisfaction:csatAnswers')}
        term="answers"
        value={csat && <Count value={csat.count} />}
        detail={csat?.isSmall && t('satisfaction:small')}
      />
    </SimpleGrid>
  );
}
