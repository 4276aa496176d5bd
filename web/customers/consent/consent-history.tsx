import { Drawer, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Consent } from '../../../server/customers/consent/schema.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';

interface ConsentHistoryProps {
  history: Jsonified<Consent>[];
  onClose(): void;
}

/** Everything that was ever said, newest first. */
export function ConsentHistory({ history, onClose }: ConsentHistoryProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      position="right"
      onClose={onClose}
      title={t('consent:historyTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        {history.map((one) => (
          <div key={one.id}>
            <Text size="sm" fw={600}>
              {t(`consent:timeline.${one.isGranted ? 'granted' : 'refused'}`, {
                purpose: t(`consent:purpose.${one.purpose}`),
                channel: t(`consent:channel.${one.channel}`),
              })}
            </Text>
            <Text size="xs" c="dimmed">
              <DateTime at={one.at} /> ·{' '}
              {t('consent:because', {
                basis: t(`consent:basis.${one.basis}`),
                source: t(`consent:source.${one.source}`),
              })}{' '}
              · {one.recordedByName}
            </Text>
            {one.evidence && <Text size="sm">{one.evidence}</Text>}
          </div>
        ))}
      </Stack>
    </Drawer>
  );
}
