import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { type DuplicateRow, useDismissal } from './queries.ts';

export function useDuplicateColumns(): Column<DuplicateRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const columns: Column<DuplicateRow>[] = [
    {
      id: 'first',
      label: t('duplicates:column.first'),
      isTitle: true,
      cell: ({ object, first }) => <RecordName object={object} record={first} />,
    },
    {
      id: 'second',
      label: t('duplicates:column.second'),
      cell: ({ object, second }) => <RecordName object={object} record={second} />,
    },
    {
      id: 'reasons',
      label: t('duplicates:column.reasons'),
      isProse: true,
      cell: ({ reasons }) => <Text size="sm">{reasons.map(({ text }) => text).join(' · ')}</Text>,
    },
    {
      id: 'score',
      label: t('duplicates:column.score'),
      cell: ({ score, isSure }) => (
        <Badge variant="light" color={isSure ? 'teal' : 'yellow'}>
          {t(isSure ? 'duplicates:sure' : 'duplicates:perhaps', { score })}
        </Badge>
      ),
    },
  ];
  if (!can('accounts.write')) return columns;
  const acts: Column<DuplicateRow> = {
    id: 'acts',
    label: t('duplicates:column.acts'),
    isLabelHidden: true,
    align: 'right',
    cell: (row) => <PairActs row={row} />,
  };
  return [...columns, acts];
}

function RecordName({ object, record }: { object: DuplicateRow['object']; record: DuplicateRow['first'] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <Anchor
        inherit
        c="var(--mantine-color-text)"
        renderRoot={(props) =>
          object === 'account' ? (
            <Link to="/accounts/$accountId" params={{ accountId: record.id }} {...props} />
          ) : (
            <Link to="/people/$personId" params={{ personId: record.id }} {...props} />
          )
        }
      >
        {record.name}
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {record.detail && `${record.detail} · `}
        {t('duplicates:since')} <DateTime at={record.createdAt} />
      </Text>
    </Stack>
  );
}

function PairActs({ row }: { row: DuplicateRow }) {
  const { t } = useTranslation();
  const dismissal = useDismissal();
  const { id, object, first, second, suggestedKeptId: keptId } = row;
  const dismiss = (isDismissed: boolean) => dismissal.mutate({ id, isDismissed });
  if (row.dismissedAt)
    return (
      <Button size="xs" variant="default" loading={dismissal.isPending} onClick={() => dismiss(false)}>
        {t('duplicates:act.restore')}
      </Button>
    );
  const mergedId = keptId === first.id ? second.id : first.id;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        size="xs"
        renderRoot={(props) => (
          <Link to="/duplicates/merge" search={{ object, keptId, mergedId }} {...props} />
        )}
      >
        {t('duplicates:act.compare')}
      </Button>
      <Button size="xs" variant="default" loading={dismissal.isPending} onClick={() => dismiss(true)}>
        {t('duplicates:act.dismiss')}
      </Button>
    </Group>
  );
}
