import { Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { StageBadge } from '../ui/stage-badge.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { RunState } from './marks.tsx';
import { runQuery, type ShownRun } from './queries.ts';
import { RunActs } from './run-acts.tsx';
import { RunSteps } from './run-steps.tsx';

const route = getRouteApi('/shell/playbooks/runs/$runId');

/** One account's way through a playbook: what was done, what is to come, and what changed meanwhile. */
export function RunPage() {
  const { t } = useTranslation();
  const { runId } = route.useParams();
  return (
    <Loaded query={useQuery(runQuery(runId))}>
      {(run) => (
        <>
          <PageHeader
            above={[
              { label: t('playbooks:title'), to: '/playbooks' },
              {
                label: run.playbookName,
                to: '/playbooks/$playbookId',
                params: { playbookId: run.playbookId },
              },
            ]}
            title={t('playbooks:run.of', { account: run.accountName })}
            detail={
              <Group gap="xs">
                <RunState state={run.state} />
                <Anchor
                  inherit
                  renderRoot={(props) => (
                    <Link to="/accounts/$accountId" params={{ accountId: run.accountId }} {...props} />
                  )}
                >
                  {run.accountName}
                </Anchor>
              </Group>
            }
            actions={<RunActs run={run} />}
          />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Panel title={t('playbooks:steps')}>
                {run.isHeldOut ? (
                  <EmptyState title={t('playbooks:runs.watched')} detail={t('playbooks:run.watchedDetail')} />
                ) : (
                  <RunSteps steps={run.steps} />
                )}
              </Panel>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <RunFactsPanel run={run} />
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}

function RunFactsPanel({ run }: { run: ShownRun }) {
  const { t } = useTranslation();
  const { startFacts, endFacts } = run;
  return (
    <Panel title={t('playbooks:run.facts')}>
      <Stack gap="xs">
        <Fact label={t('playbooks:column.started')}>
          <DateTime at={run.startedAt} form="dateTime" />
        </Fact>
        <Fact label={t('playbooks:run.startedBy')}>
          {run.origin === 'rule' ? t('playbooks:run.byItself') : run.startedByName}
        </Fact>
        {run.state === 'running' && (
          <Fact label={t('playbooks:run.endsBy')}>
            <DateTime at={run.endsBy} />
          </Fact>
        )}
        {run.endedAt && (
          <Fact label={t('playbooks:column.endedAt')}>
            <DateTime at={run.endedAt} form="dateTime" />
          </Fact>
        )}
        {run.endNote && <Fact label={t('playbooks:run.reason')}>{run.endNote}</Fact>}
        <Text size="xs" c="dimmed" fw={600} mt="xs">
          {t(endFacts ? 'playbooks:run.thenAndAtEnd' : 'playbooks:run.then')}
        </Text>
        <Fact label={t('accounts:field.stage')}>
          <Change
            before={<StageBadge stage={startFacts.stage} />}
            after={endFacts && <StageBadge stage={endFacts.stage} />}
          />
        </Fact>
        <Fact label={t('accounts:field.health')}>
          <Change
            before={<HealthBadge band={startFacts.healthBand} score={startFacts.healthScore} />}
            after={endFacts && <HealthBadge band={endFacts.healthBand} score={endFacts.healthScore} />}
          />
        </Fact>
        <Fact label={t('accounts:field.mrr')}>
          <Change
            before={<Money amountMinor={startFacts.mrrMinor} currency={startFacts.currency} />}
            after={endFacts && <Money amountMinor={endFacts.mrrMinor} currency={endFacts.currency} />}
          />
        </Fact>
      </Stack>
    </Panel>
  );
}

function Change({ before, after }: { before: React.ReactNode; after: React.ReactNode | null }) {
  return (
    <Group gap={6} justify="flex-end">
      {before}
      {after && <span aria-hidden>→</span>}
      {after}
    </Group>
  );
}
