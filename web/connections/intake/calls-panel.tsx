import { Badge, Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PostbackCall } from '../../../server/connections/intake/schema.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { type CallView, type KeyView, postbackCallsQuery } from './queries.ts';

const COLORS: Record<PostbackCall['outcome'], string> = {
  recorded: 'teal',
  restored: 'teal',
  waiting: 'yellow',
  reversed: 'yellow',
  repeat: 'gray',
  ignored: 'gray',
  refused: 'red',
};

/** The last calls, as they arrive. */
export function CallsPanel({ keys }: { keys: KeyView[] }) {
  const { t } = useTranslation();
  const calls = useQuery(postbackCallsQuery);
  return (
    <Panel title={t('connections:calls.title')} detail={t('connections:calls.detail')} isFlush>
      <Loaded query={calls}>
        {({ data }) =>
          data.length > 0 ? (
            <CallTable calls={data} keys={keys} />
          ) : (
            <EmptyState title={t('connections:calls.none')} detail={t('connections:calls.noneDetail')} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function CallTable({ calls, keys }: { calls: CallView[]; keys: KeyView[] }) {
  const { t } = useTranslation();
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  return (
    <SimpleTable
      label={t('connections:calls.title')}
      rows={calls}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'outcome',
          label: t('connections:calls.became'),
          isTitle: true,
          cell: (call) => <Became call={call} />,
        },
        {
          id: 'received',
          label: t('connections:calls.received'),
          isProse: true,
          cell: ({ method, parameters }) => (
            <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {`${method} ${new URLSearchParams(parameters)}`}
            </Code>
          ),
        },
        {
          id: 'understood',
          label: t('connections:calls.understood'),
          isProse: true,
          cell: ({ understood }) => (
            <>
              {understood.map(({ meaning, name, value }) => (
                <Text key={meaning} size="xs" style={{ overflowWrap: 'anywhere' }}>
                  {t(`connections:calls.meaning.${meaning}`)}: {value}{' '}
                  <Text span inherit c="dimmed">
                    ({name})
                  </Text>
                </Text>
              ))}
            </>
          ),
        },
        { id: 'key', label: t('connections:calls.key'), cell: ({ keyId }) => names.get(keyId) },
        {
          id: 'at',
          label: t('connections:calls.at'),
          align: 'right',
          cell: ({ at }) => <DateTime at={at} form="ago" />,
        },
      ]}
    />
  );
}

function Became({ call: { outcome, note } }: { call: CallView }) {
  const { t } = useTranslation();
  return (
    <>
      <Badge color={COLORS[outcome]} variant="light" tt="none">
        {t(`connections:calls.outcome.${outcome}`)}
      </Badge>
      {note && <Text size="xs">{t(`connections:calls.note.${note}`)}</Text>}
    </>
  );
}
