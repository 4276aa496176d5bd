import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskView } from './queries.ts';

/** In one word how a help desk does; what is wrong comes first. */
export function DeskState({ desk: { hasSecret, failedCount, lastReceivedAt } }: { desk: DeskView }) {
  const { t } = useTranslation();
  const [color, text] = !hasSecret
    ? ['yellow', t('desks:noSecret')]
    : failedCount > 0
      ? ['red', t('desks:failing', { count: failedCount })]
      : lastReceivedAt
        ? ['teal', t('desks:listening')]
        : ['gray', t('desks:quiet')];
  return (
    <Badge color={color} variant="light" tt="none">
      {text}
    </Badge>
  );
}
