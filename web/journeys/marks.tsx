import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlaybookRow, RunRow, RunStepRow } from './queries.ts';

const STATUS_COLORS: Record<PlaybookRow['status'], string> = {
  ...{ draft: 'blue', active: 'teal', paused: 'yellow', archived: 'gray' },
};
const RUN_COLORS: Record<RunRow['state'], string> = {
  ...{ running: 'blue', succeeded: 'teal', exited: 'gray', expired: 'yellow', stopped: 'gray' },
};
const STEP_COLORS: Record<RunStepRow['state'], string> = {
  ...{ waiting: 'gray', open: 'blue', done: 'teal', skipped: 'gray' },
};

export function PlaybookStatus({ status }: Pick<PlaybookRow, 'status'>) {
  return <Mark color={STATUS_COLORS[status]} label={`playbooks:status.${status}`} />;
}

export function RunState({ state }: Pick<RunRow, 'state'>) {
  return <Mark color={RUN_COLORS[state]} label={`playbooks:run.state.${state}`} />;
}

export function StepState({ state }: Pick<RunStepRow, 'state'>) {
  return <Mark color={STEP_COLORS[state]} label={`playbooks:step.state.${state}`} />;
}

function Mark({ color, label }: { color: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Badge color={color} variant="light" tt="none" component="span">
      {t(label)}
    </Badge>
  );
}
