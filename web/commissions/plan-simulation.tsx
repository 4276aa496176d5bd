import { Button, Collapse, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconChartBar } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../ui/export-button.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { type SimulationView, type TermsInput, usePlanSimulation } from './queries.ts';
import { SimulatedAffiliates } from './simulated-affiliates.tsx';
import { SimulatedSales } from './simulated-sales.tsx';
import { SimulationChart } from './simulation-chart.tsx';

const PAUSE_MS = 500;

interface PlanSimulationProps {
  planId: string | undefined;
  terms: TermsInput;
}

/** What the terms in the form would have cost in the last months; asked only when somebody wants to know. */
export function PlanSimulation({ planId, terms }: PlanSimulationProps) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure();
  return (
    <div>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconChartBar size={16} />}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {t(isOpen ? 'commissions:simulation.close' : 'commissions:simulation.open')}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <Simulation planId={planId} terms={terms} />}</Collapse>
    </div>
  );
}

function Simulation({ planId, terms }: PlanSimulationProps) {
  const [settled] = useDebouncedValue(JSON.stringify(terms), PAUSE_MS);
  const [opened, open] = useState<string>();
  const simulation = usePlanSimulation(planId, JSON.parse(settled) as TermsInput, opened);
  return (
    <Loaded query={simulation}>
      {(shown) => (
        <Result
          simulation={shown}
          file={<ExportButton path="/plans/simulation.csv" query={{ planId, terms: settled }} />}
          opened={opened}
          onOpen={open}
        />
      )}
    </Loaded>
  );
}

interface ResultProps {
  simulation: SimulationView;
  file: ReactNode;
  opened: string | undefined;
  onOpen(affiliateId: string | undefined): void;
}

function Result({ simulation, file, opened, onOpen }: ResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, until, sentence, saleCount, limits } = simulation;
  if (saleCount === 0)
    return (
      <EmptyState title={t('commissions:simulation.none')} detail={t('commissions:simulation.noneDetail')} />
    );
  const period = { from: format.date(from), until: format.date(until) };
  return (
    <Stack mt="sm" aria-live="polite">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={3}>{t('commissions:simulation.title')}</Title>
          <Text size="xs" c="dimmed">
            {t('commissions:simulation.detail', period)}
          </Text>
        </div>
        {file}
      </Group>
      <Text size="sm">{sentence}</Text>
      <Totals simulation={simulation} />
      <SimulationChart simulation={simulation} />
      <SimulatedAffiliates simulation={simulation} opened={opened} onOpen={onOpen} />
      {opened && <SimulatedSales simulation={simulation} affiliateId={opened} />}
      <section>
        <Title order={3}>{t('commissions:simulation.limits')}</Title>
        <List size="sm">
          {limits.map(({ code, text }) => (
            <List.Item key={code}>{text}</List.Item>
          ))}
        </List>
      </section>
    </Stack>
  );
}

/** Cost now and then, and what a unit of commission brings in, for each currency. */
function Totals({ simulation: { totals } }: Pick<ResultProps, 'simulation'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const ratio = (value: number | null) =>
    value === null ? '–' : `${format.number(value, { maximumFractionDigits: 1 })} ×`;
  return totals.map(({ currency, nowMinor, thenMinor, waitingMinor, nowReturn, thenReturn }) => (
    <SimpleGrid key={currency} cols={{ base: 1, xs: 3 }}>
      <Figure
        label={t('commissions:simulation.now')}
        term="planCost"
        value={<Money amountMinor={nowMinor} currency={currency} />}
      />
      <Figure
        label={t('commissions:simulation.then')}
        term="planCost"
        value={<Money amountMinor={thenMinor} currency={currency} />}
        detail={
          <>
            {t('commissions:simulation.change')}:{' '}
            <Money amountMinor={thenMinor - nowMinor} currency={currency} />
            {waitingMinor > 0 && (
              <>
                {' · '}
                {t('commissions:simulation.column.waiting')}:{' '}
                <Money amountMinor={waitingMinor} currency={currency} />
              </>
            )}
          </>
        }
      />
      <Figure
        label={t('commissions:simulation.return')}
        term="revenuePerCommission"
        value={ratio(thenReturn)}
        detail={t('commissions:simulation.returnDetail', { before: ratio(nowReturn) })}
      />
    </SimpleGrid>
  ));
}
