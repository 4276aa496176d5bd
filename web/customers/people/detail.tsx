import { Anchor, Badge, Button, Grid, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { PersonView } from '../../../server/customers/schema/person.ts';
import { useCan } from '../../shell/session.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StageBadge } from '../../ui/stage-badge.tsx';
import { ConsentPanel } from '../consent/consent-panel.tsx';
import { ContactPanel } from '../contact-points/contact-panel.tsx';
import { DealsPanel } from '../deals/deals-panel.tsx';
import { MergeWith } from '../duplicates/merge-with.tsx';
import { MoreFacts } from '../fields/more-facts.tsx';
import { FilesPanel } from '../files/files-panel.tsx';
import { ProposeButton } from '../hand-offs/propose-button.tsx';
import { PrivacyMenu } from '../privacy/privacy-menu.tsx';
import { RecordLogLink } from '../record-log-link.tsx';
import { RecordTags } from '../tags/record-tags.tsx';
import { TasksPanel } from '../tasks/tasks-panel.tsx';
import { ActivityForm } from '../timeline/activity-form.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';

export type PersonRecord = Jsonified<PersonView>;

/** The 360° page of a person: what happened, where they belong, what is recorded. */
export function PersonDetail({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isEditing, editing] = useDisclosure(false);
  const address = `/people/${person.id}`;
  return (
    <>
      <PageHeader
        title={person.name ?? person.email ?? person.id}
        above={[{ label: t('people:title'), to: '/people' }]}
        detail={
          <Group gap="xs">
            <StageBadge stage={person.stage} />
            <span>{[person.title, person.accountName].filter(Boolean).join(' · ')}</span>
            <RecordTags object="person" id={person.id} tags={person.tags} />
          </Group>
        }
        actions={
          <>
            {can('privacy.write') && <PrivacyMenu personId={person.id} />}
            {can('accounts.write') && (
              <>
                <ProposeButton personId={person.id} />
                <MergeWith object="person" keptId={person.id} />
                <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
                  {t('action.edit')}
                </Button>
              </>
            )}
          </>
        }
      />
      <Grid>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Panel title={t('people:timeline.title')}>
            {can('accounts.write') && <ActivityForm about={{ personId: person.id }} />}
            <Timeline of={address} />
          </Panel>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack>
            <ContactPanel person={person} />
            <AccountsOfPerson person={person} />
            <TasksPanel personId={person.id} />
            <DealsPanel personId={person.id} />
            <FilesPanel of={{ personId: person.id }} />
            <MoreFacts object="person" address={`/people/${person.id}`} values={person.fields} />
            <RecordOfPerson person={person} />
            <ConsentPanel personId={person.id} name={person.name ?? person.email ?? ''} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isEditing && <EditPersonDialog person={person} onClose={editing.close} />}
    </>
  );
}

function AccountsOfPerson({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  if (person.accounts.length === 0) return null;
  return (
    <Panel title={t('people:accounts')}>
      <Stack gap="xs">
        {person.accounts.map(({ accountId, name, role }) => (
          <Group key={accountId} justify="space-between" wrap="nowrap">
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
            >
              {name}
            </Anchor>
            {role && (
              <Badge variant="default" tt="none">
                {t(`customers:role.${role}`)}
              </Badge>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

function RecordOfPerson({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (field: string) => t(`people:field.${field}`);
  return (
    <Panel title={t('people:record')}>
      <Stack gap={6}>
        <Fact label={label('country')}>{person.country && format.country(person.country)}</Fact>
        <Fact label={label('channel')}>{person.channel && channelWords(t, person.channel)}</Fact>
        <Fact label={label('owner')}>{person.ownerName}</Fact>
        <Fact label={label('created')}>
          <DateTime at={person.createdAt} />
        </Fact>
        <Fact label={label('externalId')}>{person.externalId}</Fact>
        {Object.entries(person.attributes).map(([name, value]) => (
          <Fact key={name} label={name}>
            {String(value)}
          </Fact>
        ))}
        <RecordLogLink objectId={person.id} />
      </Stack>
    </Panel>
  );
}
