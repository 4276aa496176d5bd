import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Query } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type ExcludedRow, useExcluded } from './queries.ts';
import { ScoreMark } from './score-mark.tsx';

interface ExcludedTableProps {
  query: Query;
  onOpen(accountId: string): void;
}

/** Who is not asked now, and why not. */
export function ExcludedTable({ query, onOpen }: ExcludedTableProps) {
  const { t } = useTranslation();
  const pages = useExcluded(query);
  const columns: Column<ExcludedRow>[] = [
    {
      id: 'account',
      label: t('ranking:column.account'),
      isTitle: true,
      cell: ({ account }) => (
        <UnstyledButton onClick={() => onOpen(account.id)}>
          <Text size="sm" fw={600}>
            {account.name}
          </Text>
        </UnstyledButton>
      ),
    },
    {
      id: 'score',
      label: t('ranking:column.score'),
      cell: ({ score }) => <ScoreMark score={score} size={36} />,
    },
    {
      id: 'why',
      label: t('ranking:column.whyNot'),
      isProse: true,
      cell: ({ exclusions }) => exclusions.map(({ text }) => text).join(' '),
    },
  ];
  return (
    <DataTable
      label={t('ranking:view.excluded')}
      columns={columns}
      pages={pages}
      rowKey={({ account }) => account.id}
      empty={<EmptyState title={t('ranking:nobodyExcluded')} />}
    />
  );
}
