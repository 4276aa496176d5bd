import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AccountAtRisk } from '../../server/success/schema/ranking.ts';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Money } from '../ui/money.tsx';
import { Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';

type Risk = z.infer<typeof AccountAtRisk>;
type Row = Jsonified<Risk>;

/** Who may leave, the largest revenue at risk first, and what pulls them down. */
export function RiskPage() {
  const { t } = useTranslation();
  const pages = usePages<Risk>('/accounts-at-risk');
  const isValidated = pages.rows?.some((row) => row.isValidated) ?? true;
  return (
    <>
      <PageHeader
        title={t('risk:title')}
        detail={
          <>
            {t('risk:detail')} {!isValidated && t('risk:notValidated')}
          </>
        }
      />
      <Panel isFlush>
        <DataTable
          label={t('risk:title')}
          columns={useColumns()}
          pages={pages}
          rowKey={({ account }) => account.id}
          empty={<EmptyState title={t('risk:none')} detail={t('risk:noneDetail')} />}
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'account',
      label: t('accounts:field.name'),
      isTitle: true,
      cell: ({ account }) => (
        <>
          <Anchor
            inherit
            c="var(--mantine-color-text)"
            renderRoot={(props) => (
              <Link to="/accounts/$accountId" params={{ accountId: account.id }} {...props} />
            )}
          >
            {account.name}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {[account.industry, account.planTier].filter(Boolean).join(' · ')}
          </Text>
        </>
      ),
    },
    {
      id: 'health',
      label: t('accounts:field.health'),
      term: 'health',
      cell: ({ health }) => <HealthBadge band={health.band} score={health.score} />,
    },
    {
      id: 'risk',
      label: t('accounts:field.churnRisk'),
      term: 'churnRisk',
      align: 'right',
      cell: ({ churnRisk }) => <Share share={churnRisk} fractionDigits={0} />,
    },
    {
      id: 'mrr',
      label: t('risk:mrrAtRisk'),
      term: 'mrr',
      align: 'right',
      cell: ({ mrrAtRiskMinor, account }) => (
        <Money amountMinor={mrrAtRiskMinor} currency={account.currency} />
      ),
    },
    {
      id: 'reasons',
      label: t('risk:why'),
      isProse: true,
      cell: ({ reasons }) => reasons.map(({ text }) => text).join(' '),
    },
  ];
}
