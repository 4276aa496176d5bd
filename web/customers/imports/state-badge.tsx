import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../../server/customers/imports/schema.ts';

const COLORS: Record<ImportState, string> = {
  draft: 'gray',
  checking: 'ink',
  queued: 'ink',
  running: 'ink',
  done: 'teal',
  failed: 'red',
  canceled: 'yellow',
};

interface StateBadgeProps {
  state: ImportState;
  questionCount?: number;
}

export function StateBadge({ state, questionCount = 0 }: StateBadgeProps) {
  const { t } = useTranslation();
  const isAsking = state === 'draft' && questionCount > 0;
  return (
    <Badge
      color={isAsking ? 'yellow' : COLORS[state]}
      variant={state === 'draft' && !isAsking ? 'default' : 'light'}
      tt="none"
      fw={550}
    >
      {isAsking ? t('importing:questions', { count: questionCount }) : t(`importing:state.${state}`)}
    </Badge>
  );
}
