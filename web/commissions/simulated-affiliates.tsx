import { Text, Title, UnstyledButton } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/data-table.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { SimulationView } from './queries.ts';

type Row = SimulationView['affiliates'][number];

interface SimulatedAffiliatesProps {
  simulation: SimulationView;
  opened: string | undefined;
  onOpen(affiliateId: string | undefined): void;
}

/** Who gains and who loses; a name opens the sales. */
export function SimulatedAffiliates({ simulation, opened, onOpen }: SimulatedAffiliatesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { affiliates, gaining, losing } = simulation;
  const counts = { gaining: format.number(gaining), losing: format.number(losing) };
  return (
    <section>
      <Title order={3}>{t('commissions:simulation.affiliates')}</Title>
      <Text size="sm" c="dimmed">
        {t('commissions:simulation.counts', counts)}
        {gaining + losing > affiliates.length && ` ${t('commissions:simulation.shownOf')}`}
      </Text>
      <SimpleTable
        label={t('commissions:simulation.affiliates')}
        columns={columnsOf(t, (id) => onOpen(id === opened ? undefined : id), opened)}
        rows={affiliates}
        rowKey={({ affiliateId, currency }) => `${affiliateId} ${currency}`}
      />
    </section>
  );
}

function columnsOf(t: TFunction, onOpen: (id: string) => void, opened: string | undefined): Column<Row>[] {
  const column = (id: string) => ({ id, label: t(`commissions:simulation.column.${id}`) });
  const money = (id: string, amountOf: (row: Row) => number): Column<Row> => ({
    ...column(id),
    align: 'right',
    cell: (row) => <Money amountMinor={amountOf(row)} currency={row.currency} />,
  });
  return [
    {
      ...column('affiliate'),
      isTitle: true,
      cell: ({ affiliateId, affiliateName: name }) => (
        <UnstyledButton
          fz="sm"
          fw={600}
          aria-expanded={affiliateId === opened}
          aria-label={t('commissions:simulation.openSales', { name })}
          onClick={() => onOpen(affiliateId)}
        >
          {name}
        </UnstyledButton>
      ),
    },
    { ...column('sales'), align: 'right', cell: ({ saleCount }) => saleCount },
    money('now', ({ nowMinor }) => nowMinor),
    money('then', ({ thenMinor }) => thenMinor),
    money('change', ({ nowMinor, thenMinor }) => thenMinor - nowMinor),
  ];
}
