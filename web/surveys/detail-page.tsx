import { Anchor, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Wave } from '../../server/signals/schema/survey.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Count, Share } from '../ui/numbers.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { AnswersPanel } from './answers-panel.tsx';
import { type SurveyRow, surveyQuery } from './queries.ts';
import { SurveyActs } from './survey-acts.tsx';
import { SurveyStatus, WaveState } from './survey-state.tsx';

const route = getRouteApi('/shell/surveys/$surveyId');

/** One survey: its waves, and every answer to it. */
export function SurveyPage() {
  const { t } = useTranslation();
  const { surveyId } = route.useParams();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Loaded query={useQuery(surveyQuery(surveyId))}>
      {(survey) => (
        <>
          <PageHeader
            above={[{ label: t('surveys:title'), to: '/surveys' }]}
            title={survey.name}
            detail={<Facts survey={survey} />}
            actions={<SurveyActs survey={survey} />}
          />
          <Stack gap="lg">
            <WavesPanel surveyId={surveyId} />
            <AnswersPanel
              surveyId={surveyId}
              kind={survey.kind}
              filters={filters}
              onChange={(changed) =>
                navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
              }
            />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function Facts({ survey: { kind, status, nextWaveOn } }: { survey: SurveyRow }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <SurveyStatus status={status} />
      <span>{t(`surveys:kindDetail.${kind}`)}</span>
      {nextWaveOn && (
        <span>
          · {t('surveys:column.next')} <DateTime at={nextWaveOn} />
        </span>
      )}
    </Group>
  );
}

function WavesPanel({ surveyId }: { surveyId: string }) {
  const { t } = useTranslation();
  const label = (column: string) => t(`surveys:wave.${column}`);
  return (
    <Panel isFlush title={t('surveys:waves.title')}>
      <DataTable
        label={t('surveys:waves.title')}
        pages={usePages<Wave>(`/surveys/${surveyId}/waves`)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('surveys:waves.none')} detail={t('surveys:waves.noneDetail')} />}
        columns={[
          {
            id: 'number',
            label: t('surveys:answers.wave'),
            isTitle: true,
            cell: ({ id, number }) => (
              <Anchor
                fz="sm"
                fw={600}
                renderRoot={(props) => (
                  <Link to="/surveys/waves/$waveId" params={{ waveId: id }} {...props} />
                )}
              >
                {t('surveys:wave.number', { number })}
              </Anchor>
            ),
          },
          { id: 'started', label: label('started'), cell: ({ startedAt }) => <DateTime at={startedAt} /> },
          { id: 'state', label: label('state'), cell: (wave) => <WaveState {...wave} /> },
          {
            id: 'asked',
            label: label('asked'),
            align: 'right',
            cell: ({ askedCount }) => <Count value={askedCount} />,
          },
          {
            id: 'answered',
            label: label('answered'),
            align: 'right',
            cell: ({ answeredCount }) => <Count value={answeredCount} />,
          },
          {
            id: 'rate',
            label: label('rate'),
            align: 'right',
            cell: ({ askedCount, answeredCount }) => (
              <Share share={askedCount > 0 ? answeredCount / askedCount : null} fractionDigits={0} />
            ),
          },
        ]}
      />
    </Panel>
  );
}
