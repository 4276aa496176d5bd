import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ContestFigure } from './board.tsx';
import type { OwnContestRow } from './queries.ts';

const COLORS = {
  planned: 'gray',
  running: 'teal',
  waiting: 'yellow',
  closed: 'blue',
  cancelled: 'gray',
} as const;

interface ContestCardProps {
  contest: Pick<
    OwnContestRow,
    | 'name'
    | 'state'
    | 'fromDay'
    | 'toDay'
    | 'measure'
    | 'currency'
    | 'prizesMinor'
    | 'leastFigure'
    | 'waitDays'
  >;
  actions?: ReactNode;
  children: ReactNode;
}

/** What a contest is about, and how it stands. */
export function ContestCard({ contest, actions, children }: ContestCardProps) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { state, fromDay, toDay, measure, currency, prizesMinor, leastFigure, waitDays } = contest;
  return (
    <Panel title={contest.name} actions={actions}>
      <Stack gap="md">
        <Group gap="xs">
          <Badge color={COLORS[state]} variant="light" tt="none">
            {t(`commissions:contests.state.${state}`)}
          </Badge>
          <Text size="sm">
            {date(fromDay)} – {date(toDay)}
          </Text>
        </Group>
        <div>
          <Fact label={t('commissions:contests.by')}>{t(`commissions:contests.measure.${measure}`)}</Fact>
          {prizesMinor.map((amountMinor, index) => (
            // Prizes have no name but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a prize is
            <Fact key={index} label={t('commissions:contests.prizeOf', { place: index + 1 })}>
              <Money amountMinor={amountMinor} currency={currency} />
            </Fact>
          ))}
          {leastFigure !== null && (
            <Fact label={t('commissions:contests.least')}>
              <ContestFigure contest={contest} figure={leastFigure} />
            </Fact>
          )}
        </div>
        {state !== 'closed' && state !== 'cancelled' && (
          <Text size="xs" c="dimmed">
            {t('commissions:contests.rule', { count: waitDays })}
          </Text>
        )}
        {children}
      </Stack>
    </Panel>
  );
}
