import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../server/customers/schema/account.ts';
import type { Jsonified } from '../../ui/api.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { useFormat } from '../../ui/format.ts';
import { HealthBadge } from '../../ui/health-badge.tsx';
import { Money, NoData } from '../../ui/money.tsx';
import { Change, Count, Share } from '../../ui/numbers.tsx';
import { StageBadge } from '../../ui/stage-badge.tsx';

export type AccountRow = Jsonified<Account>;

/** Every column that the list of accounts can show. */
export function useAccountColumns(): Column<AccountRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (field: string) => t(`accounts:field.${field}`);
  const text = (id: string, value: (row: AccountRow) => string | null): Column<AccountRow> => ({
    id,
    label: label(id),
    cell: (row) => value(row) ?? <NoData />,
    isOptional: true,
  });
  return [
    {
      id: 'name',
      label: label('name'),
      sortBy: 'name',
      isTitle: true,
      cell: ({ id, name, domain }) => (
        <>
          <Anchor
            inherit
            c="var(--mantine-color-text)"
            renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId: id }} {...props} />}
          >
            {name}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {domain}
          </Text>
        </>
      ),
    },
    { id: 'stage', label: label('stage'), cell: ({ stage }) => <StageBadge stage={stage} /> },
    {
      id: 'health',
      label: label('health'),
      term: 'health',
      sortBy: 'healthScore',
      cell: ({ figures }) => <HealthBadge band={figures.healthBand} score={figures.healthScore} />,
    },
    {
      id: 'mrr',
      label: label('mrr'),
      term: 'mrr',
      sortBy: 'mrrMinor',
      align: 'right',
      cell: ({ figures }) => <Money amountMinor={figures.mrrMinor} currency={figures.currency} />,
    },
    {
      id: 'ltv',
      label: label('ltv'),
      term: 'ltv',
      sortBy: 'ltvMinor',
      align: 'right',
      cell: ({ figures }) => <Money amountMinor={figures.ltvMinor} currency={figures.currency} isShort />,
    },
    {
      id: 'churnRisk',
      label: label('churnRisk'),
      term: 'churnRisk',
      sortBy: 'churnRisk',
      align: 'right',
      cell: ({ figures }) => <Share share={figures.churnRisk} fractionDigits={0} />,
    },
    {
      id: 'nps',
      label: label('nps'),
      term: 'nps',
      sortBy: 'npsScore',
      align: 'right',
      cell: ({ figures }) => <Count value={figures.npsScore} fractionDigits={1} />,
    },
    {
      id: 'usageTrend',
      label: label('usageTrend'),
      term: 'usageTrend',
      sortBy: 'usageTrend',
      align: 'right',
      cell: ({ figures }) => <Change share={figures.usageTrend} />,
    },
    {
      id: 'lastActive',
      label: label('lastActive'),
      sortBy: 'lastActiveAt',
      align: 'right',
      cell: ({ figures }) => <DateTime at={figures.lastActiveAt} form="ago" />,
    },
    { id: 'owner', label: label('owner'), cell: ({ ownerName }) => ownerName ?? <NoData /> },
    text('channel', ({ channel }) => channel),
    text('industry', ({ industry }) => industry),
    text('country', ({ country }) => country && format.country(country)),
    text('plan', ({ planTier }) => planTier),
    {
      id: 'seats',
      label: label('seats'),
      sortBy: 'seats',
      align: 'right',
      isOptional: true,
      cell: ({ seats }) => <Count value={seats} />,
    },
    {
      id: 'tickets',
      label: label('tickets'),
      sortBy: 'openTickets',
      align: 'right',
      isOptional: true,
      cell: ({ figures }) => <Count value={figures.openTickets} />,
    },
    {
      id: 'csat',
      label: label('csat'),
      sortBy: 'csatAverage',
      align: 'right',
      isOptional: true,
      cell: ({ figures }) => <Count value={figures.csatAverage} fractionDigits={1} />,
    },
    {
      id: 'referrals',
      label: label('referrals'),
      sortBy: 'referralCount',
      align: 'right',
      isOptional: true,
      cell: ({ figures }) => <Count value={figures.referralCount} />,
    },
    {
      id: 'advocacy',
      label: label('advocacy'),
      sortBy: 'advocacyScore',
      align: 'right',
      isOptional: true,
      cell: ({ figures }) => <Count value={figures.advocacyScore} />,
    },
    {
      id: 'signedUp',
      label: label('signedUp'),
      sortBy: 'signedUpAt',
      align: 'right',
      isOptional: true,
      cell: ({ signedUpAt }) => <DateTime at={signedUpAt} />,
    },
  ];
}
