import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import type { ShownDossier } from './queries.ts';

export function OriginPanel({ origin }: { origin: ShownDossier['origin'] }) {
  const { t } = useTranslation();
  const { channel, source, campaign, medium, since } = origin;
  return (
    <Panel title={t('handOffs:origin.title')}>
      <Stack gap={4}>
        <Fact label={t('handOffs:origin.channel')}>{channel && channelWords(t, channel)}</Fact>
        <Fact label={t('handOffs:origin.source')}>{source}</Fact>
        <Fact label={t('handOffs:origin.campaign')}>{campaign}</Fact>
        {medium && <Fact label={t('handOffs:origin.medium')}>{medium}</Fact>}
        <Fact label={t('handOffs:origin.since')}>
          <DateTime at={since} />
        </Fact>
      </Stack>
    </Panel>
  );
}

export function PeoplePanel({ people }: { people: ShownDossier['people'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('handOffs:people')}>
      <Stack gap="xs">
        {people.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('handOffs:noPeople')}
          </Text>
        )}
        {people.map(({ personId, name, email, title, role, isRefusing }) => (
          <Group key={personId} justify="space-between" wrap="nowrap" gap="xs">
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text size="sm" fw={550}>
                {name ?? email}
              </Text>
              <Text size="xs" c="dimmed">
                {[title, name && email].filter(Boolean).join(' · ')}
              </Text>
            </div>
            <Group gap={4}>
              {role && (
                <Badge variant="light" tt="none" color="blue">
                  {t(`customers:role.${role}`)}
                </Badge>
              )}
              {isRefusing && (
                <Badge variant="light" tt="none" color="red">
                  {t('handOffs:refuses')}
                </Badge>
              )}
            </Group>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

export function MailsPanel({ mails }: { mails: ShownDossier['mails'] }) {
  const { t } = useTranslation();
  const label = (column: string) => t(`handOffs:mails.${column}`);
  if (mails.length === 0)
    return (
      <Panel title={label('title')}>
        <Text size="sm" c="dimmed">
          {label('none')}
        </Text>
      </Panel>
    );
  return (
    <Panel isFlush title={label('title')} detail={label('detail')}>
      <SimpleTable
        label={label('title')}
        rows={mails}
        rowKey={({ id }) => id}
        columns={[
          { id: 'subject', label: label('subject'), isTitle: true, cell: (mail) => <Subject mail={mail} /> },
          { id: 'state', label: label('state'), cell: ({ state }) => t(`messages:state.${state}`) },
          {
            ...{ id: 'sentAt', label: label('sentAt'), align: 'right' },
            cell: ({ sentAt, createdAt }) => <DateTime at={sentAt ?? createdAt} />,
          },
          {
            id: 'reaction',
            label: label('reaction'),
            isProse: true,
            cell: (mail) => <Reaction mail={mail} />,
          },
        ]}
      />
    </Panel>
  );
}

type Mail = ShownDossier['mails'][number];

function Subject({ mail: { subject, recipient } }: { mail: Mail }) {
  return (
    <>
      <Text size="sm">{subject}</Text>
      <Text size="xs" c="dimmed">
        {recipient}
      </Text>
    </>
  );
}

function Reaction({ mail: { reaction } }: { mail: Mail }) {
  const { t } = useTranslation();
  if (!reaction) return <Text size="sm">{t('handOffs:mails.noReaction')}</Text>;
  return (
    <Text size="sm" component="div">
      {reaction.text} · <DateTime at={reaction.at} />
    </Text>
  );
}

export function ActsPanel({ acts }: { acts: ShownDossier['acts'] }) {
  const { t } = useTranslation();
  return (
    <Panel isFlush title={t('handOffs:acts.title')} detail={t('handOffs:acts.detail')}>
      <SimpleTable
        label={t('handOffs:acts.title')}
        rows={acts}
        rowKey={({ kind }) => kind}
        columns={[
          {
            ...{ id: 'kind', label: t('handOffs:acts.kind'), isTitle: true },
            cell: ({ kind }) =>
              t(`people:timeline.kind.${kind}`, { defaultValue: kind.replaceAll('_', ' ') }),
          },
          {
            ...{ id: 'count', label: t('handOffs:acts.count'), align: 'right' },
            cell: ({ count }) => <Count value={count} />,
          },
          {
            ...{ id: 'firstAt', label: t('handOffs:acts.first'), align: 'right' },
            cell: ({ firstAt }) => <DateTime at={firstAt} />,
          },
          {
            ...{ id: 'lastAt', label: t('handOffs:acts.last'), align: 'right' },
            cell: ({ lastAt }) => <DateTime at={lastAt} />,
          },
        ]}
      />
    </Panel>
  );
}
