import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Forecast } from '../../../server/customers/deals/forecast/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import { Figure } from '../../ui/figure.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';

interface ForecastPartProps {
  forecast: Jsonified<Forecast>;
  currency: string;
}

const LOOKS = {
  slipping: { isSlipping: 'true' },
  stale: { isStale: 'true' },
  noNextStep: { hasNextStep: 'false', state: 'open' },
} as const;

/** What is open, what of it is to be expected, and what needs a look. */
export function ForecastFigures({ forecast, currency }: ForecastPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = forecast.months.filter((row) => row.currency === currency);
  const sum = (field: 'openMinor' | 'weightedMinor' | 'wonMinor' | 'openCount' | 'wonCount') =>
    rows.reduce((total, row) => total + row[field], 0);
  const count = (deals: number) => t('deals:forecast.deals', { count: deals });
  return (
    <SimpleGrid cols={{ base: 2, md: 3, xl: 6 }}>
      <Figure
        label={t('deals:forecast.open')}
        term="openDeals"
        value={<Money amountMinor={sum('openMinor')} currency={currency} isShort />}
        detail={count(sum('openCount'))}
      />
      <Figure
        label={t('deals:forecast.weighted')}
        term="weightedDeals"
        value={<Money amountMinor={sum('weightedMinor')} currency={currency} isShort />}
        explanation={{ formula: t('deals:forecast.weightedFormula') }}
      />
      <Figure
        label={t('deals:forecast.won')}
        term="wonDeals"
        value={<Money amountMinor={sum('wonMinor')} currency={currency} isShort />}
        detail={count(sum('wonCount'))}
      />
      {(['slipping', 'stale', 'noNextStep'] as const).map((look) => {
        const found = forecast[look].find((row) => row.currency === currency);
        return (
          <Figure
            key={look}
            label={t(`deals:mark.${look}`)}
            term="dealMarks"
            value={format.number(found?.count ?? 0)}
            detail={<Money amountMinor={found?.amountMinor ?? 0} currency={currency} isShort />}
            to={{ to: '/deals', search: { view: 'list', ...LOOKS[look] }, label: t('deals:forecast.see') }}
          />
        );
      })}
    </SimpleGrid>
  );
}
