import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import type { BoardView, DealRecord, DealRow, StageRecord } from './queries.ts';

interface Move {
  deal: DealRow;
  stage: StageRecord;
}

/** Moves a deal at once on the screen, then at the server; the message takes it back. */
export function useMoveDeal() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ deal, stage }: Move) =>
      api.post<DealRecord>(`/deals/${deal.id}/stage`, { stageId: stage.id, expectedStageId: deal.stageId }),
    onMutate: ({ deal, stage }) => {
      void queryClient.cancelQueries({ queryKey: ['/deals', 'board'] });
      queryClient.setQueriesData<BoardView>({ queryKey: ['/deals', 'board'] }, (board) =>
        board ? moved(board, deal, stage.id) : board,
      );
    },
    onSuccess: (_answer, { deal, stage }) => {
      tellDone(t('deals:done.moved', { deal: deal.name, stage: stage.name }), () =>
        api
          .post(`/deals/${deal.id}/stage`, { stageId: deal.stageId, expectedStageId: stage.id })
          .catch(tellFailed)
          .then(() => queryClient.invalidateQueries()),
      );
    },
    onError: tellFailed,
  });
}

/** The board as it is to be; its sums follow from the server. */
function moved(board: BoardView, deal: DealRow, stageId: string): BoardView {
  return {
    ...board,
    columns: board.columns.map((column) => {
      const others = column.deals.filter(({ id }) => id !== deal.id);
      if (column.stageId === stageId)
        return { ...column, count: column.count + 1, deals: [{ ...deal, stageId }, ...others] };
      const isFrom = column.stageId === deal.stageId;
      return isFrom ? { ...column, count: column.count - 1, deals: others } : column;
    }),
  };
}

/** Takes a win or a loss back. */
export async function reopen(deal: Pick<DealRow, 'id'>, state: 'won' | 'lost'): Promise<void> {
  await api.delete(`/deals/${deal.id}/${state === 'won' ? 'win' : 'loss'}`).catch(tellFailed);
  await queryClient.invalidateQueries();
}
