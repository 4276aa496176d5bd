import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointsBalance } from '../../../server/commissions/non-cash/schema.ts';
import { AffiliateLink } from '../../affiliates/affiliate-link.tsx';
import { useCan } from '../../shell/session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type RedemptionRow, undoRedemption, usePoints, useRedemptions } from './queries.ts';
import { RedeemDialog } from './redeem-dialog.tsx';

/** What affiliates have of points, and what they were redeemed for. */
export function PointsView() {
  const { t } = useTranslation();
  const [redeemed, setRedeemed] = useState<PointsBalance | null>(null);
  return (
    <Stack gap="lg">
      <Panel title={t('commissions:nonCash.points.title')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('commissions:nonCash.points.detail')}
        </Text>
        <Loaded query={usePoints()}>
          {({ data }) =>
            data.length === 0 ? (
              <Text size="sm">{t('commissions:nonCash.points.none')}</Text>
            ) : (
              <Balances balances={data} onRedeem={setRedeemed} />
            )
          }
        </Loaded>
      </Panel>
      <Panel title={t('commissions:nonCash.points.history')} isFlush>
        <DataTable
          label={t('commissions:nonCash.points.history')}
          columns={useRedemptionColumns()}
          pages={useRedemptions()}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('commissions:nonCash.points.historyNone')} />}
        />
      </Panel>
      {redeemed && <RedeemDialog balance={redeemed} onClose={() => setRedeemed(null)} />}
    </Stack>
  );
}

interface BalancesProps {
  balances: PointsBalance[];
  onRedeem(balance: PointsBalance): void;
}

function Balances({ balances, onRedeem }: BalancesProps) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <SimpleTable
      label={t('commissions:nonCash.points.title')}
      rows={balances}
      rowKey={({ affiliateId, name }) => `${affiliateId} ${name}`}
      columns={[
        {
          id: 'affiliate',
          label: t('commissions:nonCash.affiliate'),
          isTitle: true,
          cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
        },
        { id: 'name', label: t('commissions:nonCash.points.name'), cell: ({ name }) => name },
        {
          id: 'balance',
          label: t('commissions:nonCash.points.balance'),
          align: 'right',
          cell: ({ points }) => <Count value={points} />,
        },
        {
          id: 'waiting',
          label: t('commissions:nonCash.points.waiting'),
          align: 'right',
          cell: ({ waiting }) => <Count value={waiting} />,
        },
        {
          id: 'acts',
          label: t('commissions:nonCash.acts'),
          isLabelHidden: true,
          cell: (balance) =>
            can('commissions.write') &&
            balance.points > 0 && (
              <Button variant="default" size="compact-sm" onClick={() => onRedeem(balance)}>
                {t('commissions:nonCash.points.redeem')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function useRedemptionColumns(): Column<RedemptionRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const undo = (id: string) =>
    undoRedemption(id).then(() => tellDone(t('commissions:nonCash.points.undone')), tellFailed);
  return [
    {
      id: 'purpose',
      label: t('commissions:nonCash.points.purpose'),
      isTitle: true,
      cell: ({ purpose, code }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {purpose}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {code}
          </Text>
        </>
      ),
    },
    {
      id: 'affiliate',
      label: t('commissions:nonCash.affiliate'),
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
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
      cell: ({ redeemedAt, redeemedByName }) => (
        <div>
          <DateTime at={redeemedAt} />
          <Text size="xs" c="dimmed">
            {t('commissions:nonCash.by', { name: redeemedByName })}
          </Text>
        </div>
      ),
    },
    {
      id: 'acts',
      label: t('commissions:nonCash.acts'),
      isLabelHidden: true,
      cell: ({ id, withdrawnAt }) =>
        withdrawnAt ? (
          <Text size="sm">{t('commissions:nonCash.points.givenBack')}</Text>
        ) : (
          can('commissions.write') && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => undo(id)}>
              {t('commissions:nonCash.points.undo')}
            </Button>
          )
        ),
    },
  ];
}
