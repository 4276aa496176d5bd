import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConsentView } from '../../../server/customers/consent/schema.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { ConsentHistory } from './consent-history.tsx';

type View = Jsonified<ConsentView>;
type State = View['states'][number];

/** What a person has agreed to and refused, and what says so. */
export function ConsentPanel({ personId, name }: { personId: string; name: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isTelling, telling] = useDisclosure(false);
  const [isReading, reading] = useDisclosure(false);
  const address = `/people/${personId}/consents`;
  const consents = useQuery({ queryKey: [address], queryFn: () => api.get<View>(address) });
  return (
    <Panel
      title={t('consent:title')}
      detail={t('consent:detail')}
      actions={
        can('accounts.write') && (
          <Button size="compact-sm" variant="default" onClick={telling.open}>
            {t('consent:change')}
          </Button>
        )
      }
    >
      <Loaded query={consents}>
        {({ states, history, preferencesUrl }) => (
          <Stack gap="xs">
            {states.filter(isShown).map((state) => (
              <StateLine key={`${state.purpose} ${state.channel}`} state={state} />
            ))}
            <Group gap="xs" mt="xs">
              {history.length > 0 && (
                <Button size="compact-sm" variant="subtle" onClick={reading.open}>
                  {t('consent:history')}
                </Button>
              )}
              {preferencesUrl && <CopyButton value={preferencesUrl} label={t('consent:copy')} />}
            </Group>
            {isReading && <ConsentHistory history={history} onClose={reading.close} />}
          </Stack>
        )}
      </Loaded>
      {isTelling && <ConsentDialog address={address} name={name} onClose={telling.close} />}
    </Panel>
  );
}

/** Mail always; other channels where something was said. */
function isShown({ channel, isGranted }: State): boolean {
  return channel === 'email' || isGranted !== null;
}

function StateLine({ state: { purpose, channel, isGranted, because } }: { state: State }) {
  const { t } = useTranslation();
  const state = isGranted === null ? 'unknown' : isGranted ? 'granted' : 'refused';
  const color = { unknown: 'gray', granted: 'teal', refused: 'red' }[state];
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm">
          {t(`consent:purpose.${purpose}`)} {t(`consent:channel.${channel}`)}
        </Text>
        {because && (
          <Text size="xs" c="dimmed">
            {t('consent:because', {
              basis: t(`consent:basis.${because.basis}`),
              source: t(`consent:source.${because.source}`),
            })}{' '}
            · <DateTime at={because.at} />
          </Text>
        )}
      </div>
      <Badge color={color} variant="light" tt="none" style={{ flexShrink: 0 }}>
        {t(`consent:state.${state}`)}
      </Badge>
    </Group>
  );
}
