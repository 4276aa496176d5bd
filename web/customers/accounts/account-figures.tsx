import { SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { type Explanation, Figure } from '../../ui/figure.tsx';
import { HealthBadge } from '../../ui/health-badge.tsx';
import { Money } from '../../ui/money.tsx';
import { Change, Count, Share } from '../../ui/numbers.tsx';
import { type AccountRecord, healthQuery, lifetimeQuery } from './queries.ts';

/** Health, MRR, LTV, churn risk, satisfaction and owner: the header of the 360° page. */
export function AccountFigures({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const { figures } = account;
  const { health, lifetime } = useExplanations(account.id);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Figure
        label={t('accounts:field.health')}
        term="health"
        value={<HealthBadge band={figures.healthBand} score={figures.healthScore} />}
        detail={health?.coverage}
        explanation={health?.explanation}
      />
      <Figure
        label={t('accounts:field.mrr')}
        term="mrr"
        value={
          figures.mrrMinor === null ? null : (
            <Money amountMinor={figures.mrrMinor} currency={figures.currency} />
          )
        }
        explanation={{ formula: t('accounts:explain.mrr') }}
      />
      <Figure
        label={t('accounts:field.ltv')}
        term="ltv"
        value={
          figures.ltvMinor === null ? null : (
            <Money amountMinor={figures.ltvMinor} currency={figures.currency} isShort />
          )
        }
        explanation={lifetime}
      />
      <Figure
        label={t('accounts:field.churnRisk')}
        term="churnRisk"
        value={figures.churnRisk === null ? null : <Share share={figures.churnRisk} fractionDigits={0} />}
        detail={t('accounts:within90')}
        explanation={health && { formula: health.churnText }}
      />
      <Figure
        label={t('accounts:field.nps')}
        term="nps"
        value={figures.npsScore === null ? null : <Count value={figures.npsScore} fractionDigits={1} />}
        detail={
          <>
            {t('accounts:field.csat')} <Count value={figures.csatAverage} fractionDigits={1} />
          </>
        }
        explanation={{ formula: t('accounts:explain.nps') }}
      />
      <Figure
        label={t('accounts:field.usageTrend')}
        term="usageTrend"
        value={figures.usageTrend === null ? null : <Change share={figures.usageTrend} />}
        detail={<DateTime at={figures.lastActiveAt} form="ago" />}
        explanation={{ formula: t('accounts:explain.usageTrend') }}
      />
    </SimpleGrid>
  );
}

function useExplanations(accountId: string) {
  const { t } = useTranslation();
  const can = useCan();
  const enabled = can('success.read');
  const health = useQuery({ ...healthQuery(accountId), enabled }).data;
  const lifetime = useQuery({ ...lifetimeQuery(accountId), enabled }).data;
  return {
    health: health && {
      coverage: (
        <Text inherit span>
          {t('accounts:coverage')} <Share share={health.coverage} fractionDigits={0} />
        </Text>
      ),
      churnText: health.churnRisk.text,
      explanation: {
        formula: t('accounts:explain.health', { profile: health.profile.name }),
        inputs: health.contributions.map(({ label, points, state }) => ({
          label,
          value:
            state === 'used' ? <Count value={points} fractionDigits={1} /> : t(`accounts:input.${state}`),
        })),
        freshness: <DateTime at={health.asOf} form="dateTime" />,
      } satisfies Explanation,
    },
    lifetime: lifetime && {
      formula: (
        <>
          {lifetime.formula}
          {lifetime.note && (
            <Text size="xs" c="dimmed">
              {lifetime.note}
            </Text>
          )}
        </>
      ),
      inputs: lifetime.inputs.map(({ label, text }) => ({ label, value: text })),
      freshness: <DateTime at={lifetime.asOf} form="dateTime" />,
    },
  };
}
