import { Grid, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import { CoursePanel } from './course-panel.tsx';
import { PlaybookStatus } from './marks.tsx';
import { PlaybookActs } from './playbook-acts.tsx';
import { playbookQuery, resultsQuery } from './queries.ts';
import { ResultsPanel } from './results-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { StepsDrawing } from './steps-drawing.tsx';

const route = getRouteApi('/shell/playbooks/$playbookId');

/** One playbook: its course, what came of it, and who goes through it. */
export function PlaybookPage() {
  const { t } = useTranslation();
  const { playbookId } = route.useParams();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const results = useQuery(resultsQuery(playbookId));
  return (
    <Loaded query={useQuery(playbookQuery(playbookId))}>
      {(playbook) => (
        <>
          <PageHeader
            above={[{ label: t('playbooks:title'), to: '/playbooks' }]}
            title={playbook.name}
            detail={
              <Group gap="xs">
                <PlaybookStatus status={playbook.status} />
                <span>{t(`playbooks:purpose.${playbook.purpose}`)}</span>
                <span>· {t('playbooks:version', { version: playbook.version })}</span>
              </Group>
            }
            actions={<PlaybookActs playbook={playbook} />}
          />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="lg">
                <CoursePanel definition={playbook.definition} />
                <Panel title={t('playbooks:steps')}>
                  <StepsDrawing steps={playbook.definition.steps} counts={results.data?.steps} />
                </Panel>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="lg">
                <Loaded query={results}>{(data) => <ResultsPanel results={data} />}</Loaded>
                <RunsPanel
                  playbookId={playbookId}
                  filters={filters}
                  onChange={(changed) =>
                    navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
                  }
                />
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}
