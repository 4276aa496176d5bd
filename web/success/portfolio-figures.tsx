import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthProfilesView } from '../../server/success/schema/health.ts';
import { Figure } from '../ui/figure.tsx';
import { Count } from '../ui/numbers.tsx';

const BANDS = [
  ['good', 'good'],
  ['average', 'average'],
  ['poor', 'poor'],
  ['notScored', 'not_scored'],
] as const;

/** How many customers are in each band; each number opens into its list. */
export function PortfolioFigures({ portfolio }: { portfolio: HealthProfilesView['portfolio'] }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm" mb="md">
      <Figure
        label={t('health:portfolio')}
        term="portfolioHealth"
        value={portfolio.score === null ? null : <Count value={portfolio.score} />}
        explanation={{ formula: t('health:portfolioFormula') }}
      />
      {BANDS.map(([count, band]) => (
        <Figure
          key={band}
          label={t(`customers:healthBand.${band}`)}
          term="healthBand"
          value={<Count value={portfolio[count]} />}
          to={{
            to: '/accounts',
            search: { healthBand: band, stage: 'customer' },
            label: t('health:open'),
          }}
        />
      ))}
    </SimpleGrid>
  );
}
