import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from './queries.ts';

/** In one word how a connection does; what is wrong comes first. */
export function ConnectionState({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { hasSecret, needsSecret, failedCount, lastReceivedAt } = connection;
  const [color, text] =
    needsSecret && !hasSecret
      ? ['yellow', t('billing:noSecret')]
      : failedCount > 0
        ? ['red', t('billing:failing', { count: failedCount })]
        : lastReceivedAt
          ? ['teal', t('billing:listening')]
          : ['gray', t('billing:quiet')];
  return (
    <Badge color={color} variant="light" tt="none">
      {text}
    </Badge>
  );
}
