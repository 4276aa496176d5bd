import { useQuery } from '@tanstack/react-query';
import { CameIn } from './came-in.tsx';
import { FileCard } from './file-card.tsx';
import { importObjectsQuery, type Run } from './queries.ts';
import { RowResults } from './row-results.tsx';
import { isAskedFor, useUndo } from './undo-queries.ts';
import { Verdict } from './verdict.tsx';

const END_STATES = new Set(['done', 'failed', 'canceled']);

/** What the files of an import hold, what would happen, and what happened. */
export function RunFiles({ run }: { run: Run }) {
  const objects = useQuery(importObjectsQuery(run.family)).data?.data ?? [];
  const undo = useUndo(run);
  const isUndone = undo !== undefined && isAskedFor(undo);
  const hasRows = END_STATES.has(run.state) && run.files.some(({ tellsRows }) => tellsRows);
  return (
    <>
      {run.state === 'done' && !isUndone && <CameIn run={run} />}
      {run.state === 'draft' && run.dryRun && <Verdict run={run} />}
      {run.files.map((file) => (
        <FileCard
          key={file.id}
          run={run}
          file={file}
          objects={objects}
          forecast={run.dryRun?.files.find(({ fileId }) => fileId === file.id) ?? null}
        />
      ))}
      {hasRows && <RowResults runId={run.id} />}
    </>
  );
}

/** How many questions wait for an answer. */
export function countQuestions(run: Run): number {
  return run.files.reduce((sum, { questions }) => sum + questions.length, 0);
}
