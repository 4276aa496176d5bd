import { Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Duration } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ActsPanel, MailsPanel, OriginPanel, PeoplePanel } from './dossier-panels.tsx';
import { HandOffActs } from './hand-off-acts.tsx';
import { handOffQuery, type ShownHandOff } from './queries.ts';
import { HandOffState } from './state-badge.tsx';

const route = getRouteApi('/shell/hand-offs/$handOffId');

/** Everything that a lead was sent and did, for who takes it over. */
export function HandOffPage() {
  const { t } = useTranslation();
  const { handOffId } = route.useParams();
  return (
    <Loaded query={useQuery(handOffQuery(handOffId))}>
      {(handOff) => (
        <>
          <PageHeader
            above={[{ label: t('handOffs:title'), to: '/hand-offs' }]}
            title={handOff.recordName}
            detail={
              <Group gap="xs">
                <HandOffState state={handOff.state} />
                <span>{t('handOffs:from', { name: handOff.fromName })}</span>
                <DateTime at={handOff.createdAt} form="ago" />
              </Group>
            }
            actions={<HandOffActs handOff={handOff} />}
          />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="lg">
                <WordPanel handOff={handOff} />
                <PeoplePanel people={handOff.dossier.people} />
                <OriginPanel origin={handOff.dossier.origin} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="lg">
                <MailsPanel mails={handOff.dossier.mails} />
                <ActsPanel acts={handOff.dossier.acts} />
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}

/** What was promised, what to do next, and what came of it. */
function WordPanel({ handOff }: { handOff: ShownHandOff }) {
  const { t } = useTranslation();
  const { promised, nextStep, dossier, reason, note } = handOff;
  return (
    <Panel title={t('handOffs:word')}>
      <Stack gap="sm">
        <Said label={t('handOffs:promised')} text={promised ?? t('handOffs:nothingPromised')} />
        {nextStep && <Said label={t('handOffs:nextStep')} text={nextStep} />}
        <Said label={t('handOffs:suggested')} text={t(`handOffs:suggestion.${dossier.suggestion}`)} />
        {reason && (
          <Said
            label={t('handOffs:returnedBecause')}
            text={[t(`handOffs:reason.${reason}`), note].filter(Boolean).join(' – ')}
          />
        )}
        <Stack gap={4}>
          <Fact label={t('handOffs:column.waited')}>
            <Duration minutes={handOff.waitedMinutes} />
          </Fact>
          {handOff.acceptedByName && <Fact label={t('handOffs:acceptedBy')}>{handOff.acceptedByName}</Fact>}
          {handOff.heldMinutes !== null && (
            <Fact label={t('handOffs:column.held')}>
              <Duration minutes={handOff.heldMinutes} />
            </Fact>
          )}
          <RecordLinks handOff={handOff} />
        </Stack>
      </Stack>
    </Panel>
  );
}

function RecordLinks({ handOff: { accountId, personId, dealId, recordName } }: { handOff: ShownHandOff }) {
  const { t } = useTranslation();
  return (
    <>
      <Fact label={t('handOffs:record')}>
        <Anchor
          inherit
          renderRoot={(props) =>
            accountId ? (
              <Link to="/accounts/$accountId" params={{ accountId }} {...props} />
            ) : (
              <Link to="/people/$personId" params={{ personId: personId ?? '' }} {...props} />
            )
          }
        >
          {recordName}
        </Anchor>
      </Fact>
      {dealId && (
        <Fact label={t('handOffs:deal')}>
          <Anchor inherit renderRoot={(props) => <Link to="/deals/$dealId" params={{ dealId }} {...props} />}>
            {t('handOffs:openDeal')}
          </Anchor>
        </Fact>
      )}
    </>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600}>
        {label}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </div>
  );
}
