import { Paper, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ColumnHead } from './column-head.tsx';
import { DealCard } from './deal-card.tsx';
import type { BoardView, DealRow, StageRecord } from './queries.ts';

interface StageListProps {
  board: BoardView;
  stages: StageRecord[];
  stageId: string | undefined;
  onChoose(stageId: string | undefined): void;
  onMove?: (deal: DealRow, stage: StageRecord) => void;
}

/** The board on a phone: one stage at a time, and moves by a menu. */
export function StageList({ board, stages, stageId, onChoose, onMove }: StageListProps) {
  const { t } = useTranslation();
  const stage = stages.find(({ id }) => id === stageId) ?? stages[0];
  const column = board.columns.find((one) => one.stageId === stage?.id);
  if (!stage || !column) return null;
  const countOf = (id: string) => board.columns.find((one) => one.stageId === id)?.count ?? 0;
  return (
    <Stack gap="sm" p="sm">
      <Select
        aria-label={t('deals:field.stage')}
        data={stages.map(({ id, name }) => ({ value: id, label: `${name} (${countOf(id)})` }))}
        value={stage.id}
        allowDeselect={false}
        onChange={(id) => onChoose(id ?? undefined)}
      />
      <ColumnHead stage={stage} column={column} />
      {column.deals.map((deal) => (
        <Paper key={deal.id} withBorder radius="md" p="sm">
          <DealCard deal={deal} stages={stages} onMove={deal.state === 'open' ? onMove : undefined} />
        </Paper>
      ))}
      {column.count === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('deals:board.empty')}
        </Text>
      )}
    </Stack>
  );
}
