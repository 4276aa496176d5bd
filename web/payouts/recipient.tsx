import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Method } from '../../server/payouts/methods/schema.ts';

/** Where money goes, and in which way. */
export function Recipient({ method, recipient }: { method: Method['kind']; recipient: string }) {
  const { t } = useTranslation();
  return (
    <>
      {recipient}
      <Text size="xs" c="dimmed" component="div">
        {t(`payouts:method.${method}`)}
      </Text>
    </>
  );
}
