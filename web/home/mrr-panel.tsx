import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MovementChart } from '../signals/movement-chart.tsx';
import { mrrQuery, USUAL_PERIOD } from '../signals/queries.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';

/** What moved the monthly recurring revenue. */
export function MrrPanel() {
  const { t } = useTranslation();
  const mrr = useQuery(mrrQuery(USUAL_PERIOD));
  return (
    <Panel
      title={t('revenue:movements')}
      actions={
        <Anchor size="sm" renderRoot={(props) => <Link to="/revenue" {...props} />}>
          {t('revenue:title')}
        </Anchor>
      }
    >
      <Loaded query={mrr}>
        {(view) =>
          view.freshness.state === 'missing' ? (
            <EmptyState title={t('revenue:none')} detail={t('revenue:noneDetail')} />
          ) : (
            <MovementChart view={view} />
          )
        }
      </Loaded>
    </Panel>
  );
}
