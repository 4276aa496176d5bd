import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface State {
  status: 'active' | 'paused' | 'failed';
  failingSince: string | null;
}

/** In one word how a receiver does. */
export function ReceiverState({ receiver: { status, failingSince } }: { receiver: State }) {
  const { t } = useTranslation();
  const state = status === 'active' && failingSince ? 'failing' : status;
  const color = { active: 'teal', failing: 'yellow', paused: 'gray', failed: 'red' }[state];
  return (
    <Badge color={color} variant="light" tt="none">
      {t(`connections:receiver.${state}`)}
    </Badge>
  );
}
