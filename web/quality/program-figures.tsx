import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QualityFigures } from '../../server/quality/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { Share } from '../ui/numbers.tsx';
import { Ratio, type RatioInterval } from './ratio.tsx';

interface ProgramFiguresProps {
  quality: {
    program: Jsonified<QualityFigures>;
    currency: string;
    grossMargin: number;
    isMarginAssumed: boolean;
  };
  /** Of the return, where it is known. */
  interval?: RatioInterval;
}

/** The whole program in five figures. */
export function ProgramFigures({
  quality: { program, currency, grossMargin, isMarginAssumed },
  interval,
}: ProgramFiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const margin = format.percent(grossMargin, 0);
  const seen = program.retentionSeen;
  return (
    <SimpleGrid cols={{ base: 2, md: 5 }}>
      <Figure
        label={t('quality:column.customers')}
        term="referredCustomers"
        value={format.number(program.customers)}
        detail={t('quality:churned', { count: program.churnedCustomers })}
      />
      <Figure
        label={t('quality:column.retention12')}
        term="retention12"
        value={<Share share={program.retention12} fractionDigits={0} />}
        detail={seen && t('quality:seen', { share: format.percent(seen.share, 0), months: seen.months })}
      />
      <Figure
        label={t('quality:column.revenue')}
        term="referredRevenue"
        value={<Money amountMinor={program.revenueMinor} currency={currency} isShort />}
      />
      <Figure
        label={t('quality:column.commission')}
        term="commission"
        value={<Money amountMinor={program.commissionMinor} currency={currency} isShort />}
      />
      <Figure
        label={t('quality:column.return')}
        term="return"
        value={<Ratio value={program.returnRatio} interval={interval} />}
        explanation={{
          formula: t('quality:formula'),
          inputs: [
            {
              label: t('quality:margin'),
              value: isMarginAssumed ? t('quality:assumed', { margin }) : margin,
            },
          ],
        }}
      />
    </SimpleGrid>
  );
}
