import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { CHART_DAYS, clicksQuery } from './queries.ts';

const LINKS: string = '/links';

/** Clicks a day on affiliates' links. */
export function ClicksPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const clicks = useQuery(clicksQuery);
  return (
    <Panel
      title={t('home:clicks.title')}
      detail={t('home:clicks.detail', { count: CHART_DAYS })}
      actions={
        <Anchor size="sm" renderRoot={(props) => <Link to={LINKS} {...props} />}>
          {t('home:clicks.links')}
        </Anchor>
      }
    >
      <Loaded query={clicks}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('home:clicks.none')} detail={t('home:clicks.noneDetail')} />
          ) : (
            <Chart
              kind="area"
              label={t('home:clicks.title')}
              over="day"
              rows={rows.map(({ key, counted, automatic }) => ({
                day: format.date(key),
                counted,
                automatic,
              }))}
              series={[
                { name: 'counted', label: t('home:clicks.people'), color: 'ink' },
                { name: 'automatic', label: t('home:clicks.programs'), color: 'gray.5' },
              ]}
              valueFormat={(value) => format.number(value)}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
