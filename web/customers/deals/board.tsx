import { DragDropContext, Draggable, Droppable, type DropResult } from '@hello-pangea/dnd';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ColumnHead } from './column-head.tsx';
import { DealCard } from './deal-card.tsx';
import classes from './deals.module.css';
import type { BoardView, DealRow, StageRecord } from './queries.ts';

/** Rather than a button: a card holds a link and a menu. */
const asGroup = (label: string) => ({ role: 'group', 'aria-label': label });

interface BoardProps {
  board: BoardView;
  stages: StageRecord[];
  /** Absent for those who may not move deals. */
  onMove?: (deal: DealRow, stage: StageRecord) => void;
}

type ColumnView = BoardView['columns'][number];

/** A column for each stage; cards are dragged, or moved by space and the arrow keys, or by their menu. */
export function DealBoard({ board, stages, onMove }: BoardProps) {
  const { t } = useTranslation();
  const drop = ({ draggableId, destination }: DropResult) => {
    const deal = board.columns.flatMap(({ deals }) => deals).find(({ id }) => id === draggableId);
    const stage = stages.find(({ id }) => id === destination?.droppableId);
    if (deal && stage && stage.id !== deal.stageId) onMove?.(deal, stage);
  };
  return (
    <DragDropContext onDragEnd={drop} dragHandleUsageInstructions={t('deals:board.instructions')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard. */}
      <section className={classes.board} aria-label={t('deals:title')} tabIndex={0}>
        {stages.map((stage) => {
          const column = board.columns.find(({ stageId }) => stageId === stage.id);
          return (
            column && <Column key={stage.id} stage={stage} column={column} stages={stages} onMove={onMove} />
          );
        })}
      </section>
    </DragDropContext>
  );
}

interface ColumnProps extends Omit<BoardProps, 'board'> {
  stage: StageRecord;
  column: ColumnView;
}

function Column({ stage, column, stages, onMove }: ColumnProps) {
  const { t } = useTranslation();
  const hidden = column.count - column.deals.length;
  return (
    <div className={classes.column} data-kind={stage.kind}>
      <ColumnHead stage={stage} column={column} />
      <Droppable droppableId={stage.id}>
        {(place, { isDraggingOver }) => (
          <div
            ref={place.innerRef}
            {...place.droppableProps}
            className={classes.cards}
            data-over={isDraggingOver || undefined}
          >
            {column.deals.map((deal, index) => (
              <Card key={deal.id} deal={deal} index={index} stages={stages} onMove={onMove} />
            ))}
            {place.placeholder}
            {column.count === 0 && (
              <Text size="xs" c="dimmed" ta="center" py="md">
                {t('deals:board.empty')}
              </Text>
            )}
            {hidden > 0 && (
              <Text size="xs" c="dimmed" ta="center">
                {t('deals:board.hidden', { count: hidden })}
              </Text>
            )}
          </div>
        )}
      </Droppable>
    </div>
  );
}

interface CardProps extends Omit<BoardProps, 'board'> {
  deal: DealRow;
  index: number;
}

function Card({ deal, index, stages, onMove }: CardProps) {
  const canDrag = onMove !== undefined && deal.state === 'open';
  return (
    <Draggable draggableId={deal.id} index={index} isDragDisabled={!canDrag}>
      {(card, { isDragging }) => (
        <div
          ref={card.innerRef}
          {...card.draggableProps}
          {...card.dragHandleProps}
          {...asGroup(deal.name)}
          className={classes.card}
          data-dragging={isDragging || undefined}
        >
          <DealCard deal={deal} stages={stages} onMove={canDrag ? onMove : undefined} />
        </div>
      )}
    </Draggable>
  );
}
