import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MessageRow } from './queries.ts';

const COLORS: Record<MessageRow['state'], string> = {
  queued: 'blue',
  held: 'yellow',
  sent: 'teal',
  failed: 'red',
  discarded: 'gray',
};

export const STATES = Object.keys(COLORS) as MessageRow['state'][];

/** Where a mail is on its way. */
export function MessageState({ state }: Pick<MessageRow, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {t(`messages:state.${state}`)}
    </Badge>
  );
}
