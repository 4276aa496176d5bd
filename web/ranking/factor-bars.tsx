import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FACTORS } from './factors.ts';
import type { RankedRow } from './queries.ts';
import classes from './ranking.module.css';

/** Willingness, success, reach and worth side by side: never one number alone. */
export function FactorBars({ factors }: Pick<RankedRow, 'factors'>) {
  const { t } = useTranslation();
  return (
    <dl className={classes.factors}>
      {FACTORS.map((factor) => {
        const place = Math.round(factors[factor].value * 100);
        const name = t(`ranking:factor.${factor}`);
        return (
          <div key={factor} className={classes.factor}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <dd>
              <Progress
                value={place}
                size={6}
                radius="xl"
                aria-label={t('ranking:factorPlace', { name, place })}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
