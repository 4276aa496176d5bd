import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Money, NoData } from '../../ui/money.tsx';
import { Count } from '../../ui/numbers.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import type { ContestRow } from './queries.ts';

interface Entrant {
  name: string;
  figure: number;
  place: number | null;
  prizeMinor: number;
  isOwn?: boolean;
}

interface BoardProps {
  contest: Pick<ContestRow, 'name' | 'measure' | 'currency'>;
  entrants: Entrant[];
}

/** Who takes part in a contest, by merit. */
export function Board({ contest, entrants }: BoardProps) {
  const { t } = useTranslation();
  if (entrants.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('commissions:contests.nobody')}
      </Text>
    );
  return (
    <SimpleTable
      label={contest.name}
      rows={entrants}
      rowKey={({ place, name, figure }) => `${place} ${name} ${figure}`}
      columns={[
        {
          id: 'name',
          label: t('commissions:column.affiliate'),
          isTitle: true,
          cell: ({ name, isOwn }) => (isOwn ? t('commissions:contests.you', { name }) : name),
        },
        {
          id: 'place',
          label: t('commissions:contests.place'),
          align: 'right',
          cell: ({ place }) => (place === null ? <NoData /> : <Count value={place} />),
        },
        {
          id: 'figure',
          label: t(`commissions:contests.measure.${contest.measure}`),
          align: 'right',
          cell: ({ figure }) => <ContestFigure contest={contest} figure={figure} />,
        },
        {
          id: 'prize',
          label: t('commissions:contests.prize'),
          align: 'right',
          cell: ({ prizeMinor }) =>
            prizeMinor === 0 ? <NoData /> : <Money amountMinor={prizeMinor} currency={contest.currency} />,
        },
      ]}
    />
  );
}

/** Money where the contest is about revenue, else a number. */
export function ContestFigure({
  contest: { measure, currency },
  figure,
}: {
  contest: Pick<ContestRow, 'measure' | 'currency'>;
  figure: number;
}) {
  return measure === 'revenue' ? (
    <Money amountMinor={figure} currency={currency} />
  ) : (
    <Count value={figure} />
  );
}
