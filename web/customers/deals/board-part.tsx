import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '../../shell/session.ts';
import type { Query } from '../../ui/api.ts';
import { Loaded } from '../../ui/states.tsx';
import { DealBoard } from './board.tsx';
import { LoseDialog } from './lose-dialog.tsx';
import { boardQuery, type DealRow, type StageRecord, usePipelines } from './queries.ts';
import { StageList } from './stage-list.tsx';
import { useMoveDeal } from './steps.ts';
import { WinDialog } from './win-dialog.tsx';

const NARROW = '(max-width: 48em)';

interface BoardPartProps {
  filters: Query;
  /** Which stage a phone shows. */
  stageId: string | undefined;
  onChoose(stageId: string | undefined): void;
}

/** The board, or one stage of it on a phone; dropped on won or lost, a deal asks how. */
export function BoardPart({ filters, stageId, onChoose }: BoardPartProps) {
  const can = useCan();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const { pipelines } = usePipelines();
  const board = useQuery({ ...boardQuery(filters), placeholderData: keepPreviousData });
  const { mutate: move } = useMoveDeal();
  const [closing, close] = useState<{ deal: DealRow; kind: 'won' | 'lost' } | null>(null);
  const onMove = (deal: DealRow, stage: StageRecord) =>
    stage.kind === 'open' ? move({ deal, stage }) : close({ deal, kind: stage.kind });
  return (
    <Loaded query={board}>
      {(data) => {
        const stages = pipelines.find(({ id }) => id === data.pipelineId)?.stages ?? [];
        const shared = { board: data, stages, onMove: can('deals.write') ? onMove : undefined };
        return (
          <>
            {isNarrow ? (
              <StageList {...shared} stageId={stageId} onChoose={onChoose} />
            ) : (
              <DealBoard {...shared} />
            )}
            {closing?.kind === 'won' && <WinDialog deal={closing.deal} onClose={() => close(null)} />}
            {closing?.kind === 'lost' && <LoseDialog deal={closing.deal} onClose={() => close(null)} />}
          </>
        );
      }}
    </Loaded>
  );
}
