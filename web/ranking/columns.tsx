import { Button, Group, List, Text, UnstyledButton } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../locales/channel-words.ts';
import type { Column } from '../ui/data-table.tsx';
import { useFormat } from '../ui/format.ts';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Money, NoData } from '../ui/money.tsx';
import { AddPerson } from './add-person.tsx';
import { FactorBars } from './factor-bars.tsx';
import type { RankedRow } from './queries.ts';
import { ScoreMark } from './score-mark.tsx';

interface ColumnActs {
  onOpen(accountId: string): void;
  /** Absent for those who may not invite. */
  onInvite?: (row: RankedRow) => void;
}

export function useRankingColumns({ onOpen, onInvite }: ColumnActs): Column<RankedRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<RankedRow>[] = [
    {
      id: 'account',
      label: t('ranking:column.account'),
      isTitle: true,
      cell: (row) => (
        <UnstyledButton onClick={() => onOpen(row.account.id)} ta="left">
          <Group gap="sm" wrap="nowrap">
            <ScoreMark score={row.score} />
            <div>
              <Text size="sm" fw={600}>
                {row.account.name}
              </Text>
              <Text size="xs" c="dimmed" fw={400}>
                {[
                  row.account.industry,
                  row.account.planTier,
                  row.account.country && format.country(row.account.country),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      ),
    },
    {
      id: 'factors',
      label: t('ranking:column.factors'),
      term: 'readiness',
      cell: (row) => <FactorBars factors={row.factors} />,
    },
    {
      id: 'reasons',
      label: t('ranking:column.reasons'),
      cell: (row) => (
        <List size="xs" spacing={1} withPadding={false} miw={200} maw={380} ta="left">
          {row.reasons.map(({ code, text }) => (
            <List.Item key={code}>{text}</List.Item>
          ))}
        </List>
      ),
    },
    { id: 'person', label: t('ranking:column.person'), cell: (row) => <FirstPerson row={row} /> },
    {
      id: 'mrr',
      label: t('ranking:column.mrr'),
      term: 'mrr',
      align: 'right',
      cell: ({ account }) => <Money amountMinor={account.mrrMinor} currency={account.currency} />,
    },
    {
      id: 'health',
      label: t('ranking:column.health'),
      term: 'health',
      cell: ({ health }) => <HealthBadge band={health.band} score={health.score} />,
    },
    {
      id: 'channel',
      label: t('ranking:column.channel'),
      cell: ({ account }) => (account.channel ? channelWords(t, account.channel) : <NoData />),
    },
  ];
  if (onInvite) columns.push(inviteColumn(t('ranking:invite.action'), onInvite));
  return columns;
}

function inviteColumn(label: string, onInvite: (row: RankedRow) => void): Column<RankedRow> {
  return {
    id: 'invite',
    label,
    isLabelHidden: true,
    align: 'right',
    cell: (row) => (
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconSend size={14} />}
        disabled={row.people.length === 0}
        onClick={() => onInvite(row)}
        aria-label={`${label}: ${row.account.name}`}
      >
        {label}
      </Button>
    ),
  };
}

function FirstPerson({ row }: { row: RankedRow }) {
  const { t } = useTranslation();
  const [person] = row.people;
  if (!person) return <AddPerson account={row.account} />;
  return (
    <div>
      <Text size="sm">{person.name ?? person.email}</Text>
      <Text size="xs" c="dimmed">
        {person.role ? t(`customers:role.${person.role}`) : person.title}
      </Text>
    </div>
  );
}
