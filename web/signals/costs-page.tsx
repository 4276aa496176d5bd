import { Button, SimpleGrid, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CostView } from '../../server/signals/schema/views.ts';
import { useCan } from '../shell/session.ts';
import type { Jsonified } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { Count, Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { CostTable } from './cost-table.tsx';
import { LoggedTimePanel } from './logged-time-panel.tsx';
import { NewCostDialog } from './new-cost-dialog.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { costsQuery, USUAL_PERIOD } from './queries.ts';

const route = getRouteApi('/shell/costs');
const KINDS = [
  ['peopleMinor', 'ink'],
  ['toolsMinor', 'ink.3'],
  ['programsMinor', 'teal.5'],
] as const;

/** What it costs to keep customers, and per customer. */
export function CostsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { months } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAdding, adding] = useDisclosure(false);
  const costs = useQuery(costsQuery(months ?? USUAL_PERIOD));
  const add = can('signals.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('costs:new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('costs:title')}
        detail={t('costs:detail')}
        actions={
          <>
            <PeriodChoice
              months={months}
              onChange={(next) => navigate({ search: { months: next }, replace: true })}
            />
            {add}
          </>
        }
      />
      <Loaded query={costs}>
        {(view) =>
          view.entries.length === 0 ? (
            <Panel>
              <EmptyState title={t('costs:none')} detail={t('costs:noneDetail')} action={add} />
            </Panel>
          ) : (
            <Costs view={view} />
          )
        }
      </Loaded>
      {isAdding && <NewCostDialog onClose={adding.close} />}
    </>
  );
}

function Costs({ view }: { view: Jsonified<CostView> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
        <Figure
          label={t('costs:total')}
          term="retentionCost"
          value={<Money amountMinor={view.totalMinor} currency={view.currency} isShort />}
          detail={t('revenue:inPeriod')}
        />
        <Figure
          label={t('costs:crc')}
          term="crc"
          value={
            view.crcMinor === null ? null : <Money amountMinor={view.crcMinor} currency={view.currency} />
          }
          explanation={{
            formula: t('costs:explain.crc'),
            inputs: [
              {
                label: t('costs:total'),
                value: <Money amountMinor={view.totalMinor} currency={view.currency} />,
              },
              {
                label: t('costs:customers'),
                value: <Count value={view.averageCustomers} fractionDigits={1} />,
              },
            ],
          }}
        />
        <Figure
          label={t('costs:ratio')}
          term="crcShare"
          value={view.ratio === null ? null : <Share share={view.ratio} fractionDigits={2} />}
          explanation={{ formula: t('costs:explain.ratio') }}
        />
        <Figure
          label={t('costs:customers')}
          term="averageCustomers"
          value={<Count value={view.averageCustomers} fractionDigits={1} />}
          to={{ to: '/accounts', search: { stage: 'customer' }, label: t('home:open') }}
        />
      </SimpleGrid>
      <Panel title={t('costs:byMonth')}>
        <Chart
          kind="stacked-bar"
          label={t('costs:byMonth')}
          over="month"
          rows={view.months.map((month) => ({ ...month, month: format.month(month.month) }))}
          series={KINDS.map(([name, color]) => ({ name, color, label: t(`costs:kind.${name}`) }))}
          valueFormat={(value) => format.money(value, view.currency, true)}
        />
      </Panel>
      <LoggedTimePanel view={view} />
      <Panel title={t('costs:entries')} isFlush>
        <CostTable entries={view.entries} />
      </Panel>
    </Stack>
  );
}
