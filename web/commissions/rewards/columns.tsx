import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../../affiliates/affiliate-link.tsx';
import { useCan } from '../../shell/session.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { NoData } from '../../ui/money.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type RewardRow, undoHandover } from './queries.ts';
import { RewardState } from './reward-state.tsx';

interface Acts {
  onGive(id: string): void;
  onCancel(reward: RewardRow): void;
}

export function useRewardColumns(acts: Acts): Column<RewardRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const columns: Column<RewardRow>[] = [
    {
      id: 'what',
      label: t('commissions:nonCash.whatLabel'),
      isTitle: true,
      cell: ({ what, kind }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {what}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`commissions:nonCash.kind.${kind}`)}
          </Text>
        </>
      ),
    },
    {
      id: 'affiliate',
      label: t('commissions:nonCash.affiliate'),
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    {
      id: 'why',
      label: t('commissions:nonCash.whyLabel'),
      cell: ({ occasion, reason }) => (
        <div>
          <Text size="sm">{t(`commissions:nonCash.occasion.${occasion}`)}</Text>
          {reason && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {reason}
            </Text>
          )}
        </div>
      ),
    },
    {
      id: 'state',
      label: t('commissions:nonCash.stateLabel'),
      cell: (reward) => <RewardState reward={reward} />,
    },
    {
      id: 'given',
      label: t('commissions:nonCash.givenLabel'),
      cell: (reward) => <Given reward={reward} />,
    },
    {
      id: 'earned',
      label: t('commissions:nonCash.earned'),
      sortBy: 'earned',
      align: 'right',
      cell: ({ earnedAt }) => <DateTime at={earnedAt} />,
    },
    {
      id: 'release',
      label: t('commissions:nonCash.release'),
      sortBy: 'release',
      align: 'right',
      cell: ({ releaseAt }) => <DateTime at={releaseAt} />,
    },
  ];
  if (!can('commissions.write')) return columns;
  const cell = (reward: RewardRow) => <RewardActs reward={reward} {...acts} />;
  return [...columns, { id: 'acts', label: t('commissions:nonCash.acts'), isLabelHidden: true, cell }];
}

function Given({ reward: { givenAt, givenByName, note, code } }: { reward: RewardRow }) {
  const { t } = useTranslation();
  if (!givenAt) return <NoData />;
  return (
    <div>
      <DateTime at={givenAt} />
      <Text size="xs" c="dimmed">
        {givenByName ? t('commissions:nonCash.by', { name: givenByName }) : t('commissions:nonCash.byItself')}
      </Text>
      {[note, code].map(
        (told) =>
          told && (
            <Text key={told} size="xs" style={{ overflowWrap: 'anywhere' }}>
              {told}
            </Text>
          ),
      )}
    </div>
  );
}

function RewardActs({ reward, onGive, onCancel }: Acts & { reward: RewardRow }) {
  const { t } = useTranslation();
  const { id, state, kind, occasion } = reward;
  const isOpen = state === 'due' || state === 'waiting' || (state === 'given' && kind === 'points');
  const undo = () => undoHandover(id).then(() => tellDone(t('commissions:nonCash.undone')), tellFailed);
  return (
    <Group gap="xs" justify="flex-end">
      {state === 'due' && (
        <Button variant="default" size="compact-sm" onClick={() => onGive(id)}>
          {t('commissions:nonCash.give')}
        </Button>
      )}
      {state === 'given' && kind !== 'points' && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={undo}>
          {t('commissions:nonCash.undo')}
        </Button>
      )}
      {occasion === 'manual' && isOpen && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onCancel(reward)}>
          {t('commissions:nonCash.cancel')}
        </Button>
      )}
    </Group>
  );
}
