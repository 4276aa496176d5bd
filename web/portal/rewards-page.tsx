import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type OwnRedemptionRow,
  type OwnRewardRow,
  useOwnPoints,
  useOwnRedemptions,
  useOwnRewards,
} from '../commissions/rewards/queries.ts';
import { RewardBadge } from '../commissions/rewards/reward-state.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { NoData } from '../ui/money.tsx';
import { Count } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';

/** What an affiliate is given beside money, their points, and what they redeemed. */
export function PortalRewardsPage() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const points = useOwnPoints().data ?? [];
  return (
    <>
      <PageHeader title={t('portal:rewards.title')} detail={t('portal:rewards.detail')} />
      <Stack gap="lg">
        {points.length > 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            {points.map(({ name, points: balance, waiting }) => (
              <Figure
                key={name}
                label={name}
                term="points"
                value={number(balance)}
                detail={waiting > 0 ? t('portal:rewards.waiting', { count: waiting }) : undefined}
              />
            ))}
          </SimpleGrid>
        )}
        <Panel isFlush>
          <DataTable
            label={t('portal:rewards.title')}
            columns={useRewardColumns()}
            pages={useOwnRewards()}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('portal:rewards.none')} detail={t('portal:rewards.noneDetail')} />}
          />
        </Panel>
        {points.length > 0 && <OwnRedemptions />}
      </Stack>
    </>
  );
}

function useRewardColumns(): Column<OwnRewardRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'what',
      label: t('commissions:nonCash.whatLabel'),
      isTitle: true,
      cell: ({ what, why }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {what}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {why}
          </Text>
        </>
      ),
    },
    {
      id: 'state',
      label: t('commissions:nonCash.stateLabel'),
      cell: (reward) => <OwnState reward={reward} />,
    },
    {
      id: 'note',
      label: t('portal:rewards.note'),
      isProse: true,
      cell: ({ note, code }) => (
        <div>
          {!note && !code && <NoData />}
          {note && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {note}
            </Text>
          )}
          {code && (
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {t('portal:rewards.code', { code })}
            </Text>
          )}
        </div>
      ),
    },
    {
      id: 'earned',
      label: t('commissions:nonCash.earned'),
      align: 'right',
      cell: ({ earnedAt }) => <DateTime at={earnedAt} />,
    },
  ];
}

/** How a reward stands, in words for whoever earned it. */
function OwnState({ reward }: { reward: OwnRewardRow }) {
  const { t } = useTranslation();
  const { date } = useFormat();
  const { state, kind, waitsFor, releaseAt, givenAt, lostBecause } = reward;
  const say = () => {
    if (state === 'due') return t('portal:rewards.due');
    if (state === 'cancelled') return lostBecause && t(`portal:rewards.lost.${lostBecause}`);
    if (state === 'waiting') return waitsFor && t(`portal:rewards.${waitsFor}`, { day: date(releaseAt) });
    return kind === 'points'
      ? t('portal:rewards.pointsCounted')
      : givenAt && t('portal:rewards.givenOn', { day: date(givenAt) });
  };
  return (
    <Stack gap={2} align="flex-start">
      <RewardBadge state={state} label={state === 'due' ? t('portal:rewards.coming') : undefined} />
      <Text size="xs" c="dimmed">
        {say()}
      </Text>
    </Stack>
  );
}

function OwnRedemptions() {
  const { t } = useTranslation();
  const columns: Column<OwnRedemptionRow>[] = [
    {
      id: 'purpose',
      label: t('commissions:nonCash.points.purpose'),
      isTitle: true,
      cell: ({ purpose, code }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {purpose}
          </Text>
          {code && <Text size="sm">{t('portal:rewards.code', { code })}</Text>}
        </>
      ),
    },
    { id: 'name', label: t('commissions:nonCash.points.name'), cell: ({ name }) => name },
    {
      id: 'points',
      label: t('commissions:nonCash.points.count'),
      align: 'right',
      cell: ({ points }) => <Count value={points} />,
    },
    {
      id: 'at',
      label: t('commissions:nonCash.points.at'),
      align: 'right',
      cell: ({ redeemedAt }) => <DateTime at={redeemedAt} />,
    },
  ];
  return (
    <Panel title={t('portal:rewards.history')} isFlush>
      <DataTable
        label={t('portal:rewards.history')}
        columns={columns}
        pages={useOwnRedemptions()}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('commissions:nonCash.points.historyNone')} />}
      />
    </Panel>
  );
}
