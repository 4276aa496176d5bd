import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MrrView } from '../../server/signals/schema/views.ts';
import type { Jsonified } from '../ui/api.ts';
import { Figure } from '../ui/figure.tsx';
import { Money } from '../ui/money.tsx';
import { Count, Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Freshness } from './freshness.tsx';
import { MovementChart } from './movement-chart.tsx';
import { MovementTable } from './movement-table.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { mrrQuery, USUAL_PERIOD } from './queries.ts';

const route = getRouteApi('/shell/revenue');

/** Monthly recurring revenue and what moved it. */
export function RevenuePage() {
  const { t } = useTranslation();
  const { months } = route.useSearch();
  const navigate = route.useNavigate();
  const mrr = useQuery(mrrQuery(months ?? USUAL_PERIOD));
  return (
    <>
      <PageHeader
        title={t('revenue:title')}
        detail={t('revenue:detail')}
        actions={
          <PeriodChoice
            months={months}
            onChange={(next) => navigate({ search: { months: next }, replace: true })}
          />
        }
      />
      <Loaded query={mrr}>{(view) => <Revenue view={view} />}</Loaded>
    </>
  );
}

function Revenue({ view }: { view: Jsonified<MrrView> }) {
  const { t } = useTranslation();
  const last = view.months.at(-1);
  const first = view.months[0];
  if (view.freshness.state === 'missing' || !last || !first) {
    return (
      <Panel>
        <EmptyState title={t('revenue:none')} detail={t('revenue:noneDetail')} />
      </Panel>
    );
  }
  const freshness = <Freshness freshness={view.freshness} />;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
        <Figure
          label={t('revenue:mrr')}
          term="mrr"
          value={<Money amountMinor={last.endMinor} currency={view.currency} isShort />}
          explanation={{ formula: t('accounts:explain.mrr'), freshness }}
          to={{ to: '/accounts', search: { stage: 'customer', sort: '-mrrMinor' }, label: t('home:open') }}
        />
        <Figure
          label={t('revenue:change')}
          term="mrrChange"
          value={<Money amountMinor={last.endMinor - first.startMinor} currency={view.currency} isShort />}
          detail={t('revenue:inPeriod')}
          explanation={{ formula: t('revenue:explain.change') }}
        />
        <Figure
          label={t('revenue:nrr')}
          term="nrr"
          value={view.retention && <Share share={view.retention.nrr} />}
          detail={view.retention && <Cohort count={view.retention.customers} />}
          explanation={{ formula: t('revenue:explain.nrr'), freshness }}
        />
        <Figure
          label={t('revenue:grr')}
          term="grr"
          value={view.retention && <Share share={view.retention.grr} />}
          detail={view.retention && <Cohort count={view.retention.customers} />}
          explanation={{ formula: t('revenue:explain.grr'), freshness }}
        />
      </SimpleGrid>
      <Panel title={t('revenue:movements')} detail={freshness}>
        <MovementChart view={view} />
      </Panel>
      <Panel isFlush>
        <MovementTable view={view} />
      </Panel>
    </Stack>
  );
}

function Cohort({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Count value={count} /> {t('revenue:atStart')}
    </>
  );
}
