import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/figure.tsx';
import { Count, Duration, Share } from '../../ui/numbers.tsx';
import { figuresQuery } from './queries.ts';

/** How long leads wait, how many are taken, and why others come back. */
export function FiguresPart() {
  const { t } = useTranslation();
  const { data } = useQuery(figuresQuery);
  const decided = data && data.accepted + data.returned;
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
      <Figure
        label={t('handOffs:figure.waiting')}
        term="handOffWait"
        value={data && <Count value={data.waiting} />}
      />
      <Figure
        label={t('handOffs:figure.longest')}
        term="handOffWait"
        value={
          data && (data.longestWaitMinutes === null ? null : <Duration minutes={data.longestWaitMinutes} />)
        }
      />
      <Figure
        label={t('handOffs:figure.median')}
        term="handOffWait"
        value={
          data && (data.medianWaitMinutes === null ? null : <Duration minutes={data.medianWaitMinutes} />)
        }
        explanation={{ formula: t('handOffs:figure.medianFormula') }}
      />
      <Figure
        label={t('handOffs:figure.returned')}
        term="handOffReturned"
        value={data && (decided ? <Share share={data.returned / decided} fractionDigits={0} /> : null)}
        detail={data?.reasons[0] && t(`handOffs:reason.${data.reasons[0].reason}`)}
        explanation={{
          formula: t('handOffs:figure.returnedFormula'),
          inputs: (data?.reasons ?? []).map(({ reason, count }) => ({
            label: t(`handOffs:reason.${reason}`),
            value: <Count value={count} />,
          })),
        }}
      />
    </SimpleGrid>
  );
}
