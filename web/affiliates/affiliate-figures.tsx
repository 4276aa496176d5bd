import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Ratio } from '../quality/ratio.tsx';
import { useCan } from '../shell/session.ts';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { useAffiliateQuality, useClicks } from './queries.ts';

/** Clicks, customers, revenue, commission and return of one affiliate. */
export function AffiliateFigures({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const clicks = useClicks(affiliateId);
  const { data: quality, isError } = useAffiliateQuality(affiliateId);
  const label = (figure: string) => t(`affiliates:figure.${figure}`);
  /** Undefined while loading; null where it could not be read. */
  const count = (value: number | undefined, hasFailed: boolean) =>
    value === undefined ? (hasFailed ? null : undefined) : format.number(value);
  const money = (amountMinor: number | undefined) =>
    quality ? (
      <Money amountMinor={amountMinor} currency={quality.currency} isShort />
    ) : isError ? null : undefined;
  const sums = clicks.data?.total;
  return (
    <SimpleGrid cols={{ base: 2, md: can('quality.read') ? 5 : 1 }}>
      <Figure
        label={label('clicks')}
        term="clicks"
        value={count(sums?.counted, clicks.isError)}
        detail={
          sums &&
          t('affiliates:figure.clicksLeftOut', { count: sums.repeats + sums.automatic + sums.overCap })
        }
      />
      {can('quality.read') && (
        <>
          <Figure
            label={label('customers')}
            term="referredCustomers"
            value={count(quality?.customers, isError)}
            detail={quality && t('affiliates:figure.leads', { count: quality.leads })}
          />
          <Figure
            label={label('revenue')}
            term="referredRevenue"
            value={money(quality?.revenueMinor)}
            to={{ to: '/sales', search: { affiliateId }, label: t('affiliates:figure.sales') }}
          />
          <Figure label={label('commission')} term="commission" value={money(quality?.commissionMinor)} />
          <Figure
            label={label('return')}
            term="return"
            value={
              quality ? (
                quality.returnRatio === null ? null : (
                  <Ratio value={quality.returnRatio} />
                )
              ) : isError ? null : undefined
            }
            detail={quality?.verdict.text}
          />
        </>
      )}
    </SimpleGrid>
  );
}
