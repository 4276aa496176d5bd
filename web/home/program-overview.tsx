import { Grid, SimpleGrid, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Ratio } from '../quality/ratio.tsx';
import { useCan } from '../shell/session.ts';
import { Figure } from '../ui/figure.tsx';
import { Money } from '../ui/money.tsx';
import { Count } from '../ui/numbers.tsx';
import { ClicksPanel } from './clicks-panel.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { MrrPanel } from './mrr-panel.tsx';
import { portfolioQuery, programQuery } from './queries.ts';

/** How the program does, in figures that open into their lists. */
export function ProgramOverview() {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <>
      <Title order={2} mt="xl" mb="sm">
        {t('home:program.title')}
      </Title>
      <ProgramFigures />
      <Grid mt="xs">
        {can('signals.read') && (
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <MrrPanel />
          </Grid.Col>
        )}
        {can('quality.read') && (
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <FunnelPanel />
          </Grid.Col>
        )}
        {can('links.read') && (
          <Grid.Col span={12}>
            <ClicksPanel />
          </Grid.Col>
        )}
      </Grid>
    </>
  );
}

function ProgramFigures() {
  const { t } = useTranslation();
  const can = useCan();
  const { data } = useQuery({ ...programQuery, enabled: can('quality.read') });
  const portfolio = useQuery({ ...portfolioQuery, enabled: can('success.read') }).data?.portfolio;
  const program = data?.program;
  const money = (amountMinor: number | undefined) =>
    amountMinor === undefined ? undefined : (
      <Money amountMinor={amountMinor} currency={data?.currency} isShort />
    );
  const open = t('home:open');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Figure
        label={t('home:program.health')}
        term="portfolioHealth"
        value={portfolio && (portfolio.score === null ? null : <Count value={portfolio.score} />)}
        explanation={{ formula: t('health:portfolioFormula') }}
        to={{ to: '/health', label: open }}
      />
      <Figure
        label={t('home:program.referred')}
        term="referredCustomers"
        value={program && <Count value={program.customers} />}
        explanation={{ formula: t('home:program.referredFormula') }}
        to={{ to: '/accounts', search: { channel: 'affiliate' }, label: open }}
      />
      <Figure
        label={t('home:program.revenue')}
        term="referredRevenue"
        value={money(program?.revenueMinor)}
        explanation={{ formula: t('home:program.revenueFormula') }}
        to={{ to: '/sales', label: open }}
      />
      <Figure
        label={t('home:program.commission')}
        term="commission"
        value={money(program?.commissionMinor)}
        explanation={{ formula: t('home:program.commissionFormula') }}
        to={{ to: '/commissions', label: open }}
      />
      <Figure
        label={t('home:program.ltv')}
        term="ltv"
        value={
          program &&
          (program.ltvAverageMinor === null ? null : (
            <Money amountMinor={program.ltvAverageMinor} currency={data?.currency} isShort />
          ))
        }
        explanation={{ formula: t('home:program.ltvFormula') }}
        to={{ to: '/quality', label: open }}
      />
      <Figure
        label={t('home:program.return')}
        term="return"
        value={program && (program.returnRatio === null ? null : <Ratio value={program.returnRatio} />)}
        explanation={{ formula: t('home:program.returnFormula') }}
        to={{ to: '/quality', label: open }}
      />
    </SimpleGrid>
  );
}
