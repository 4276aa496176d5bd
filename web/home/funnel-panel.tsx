import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import classes from './home.module.css';
import { programQuery } from './queries.ts';

/** From clicks to paying customers, each step beside its share of the step before. */
export function FunnelPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const quality = useQuery(programQuery);
  return (
    <Panel title={t('home:funnel.title')} detail={t('home:funnel.detail')}>
      <Loaded query={quality}>
        {({ program }) => {
          const steps = [
            { key: 'clicks', to: '/links', value: program.clicks },
            { key: 'leads', to: '/leads', value: program.leads },
            { key: 'customers', to: '/sales', value: program.customers },
          ];
          const largest = Math.max(...steps.map(({ value }) => value), 1);
          return (
            <div className={classes.funnel}>
              {steps.map(({ key, to, value }, place) => {
                const before = steps[place - 1]?.value;
                return (
                  <Fragment key={key}>
                    <Link to={to} style={{ color: 'var(--mantine-color-anchor)' }}>
                      {t(`home:funnel.${key}`)}
                    </Link>
                    <div
                      className={classes.bar}
                      style={{ width: `${(100 * Math.sqrt(value)) / Math.sqrt(largest)}%` }}
                    />
                    <span className="figures">
                      {format.number(value)}
                      {before ? ` · ${format.percent(value / before)}` : ''}
                    </span>
                  </Fragment>
                );
              })}
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}
