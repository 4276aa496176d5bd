import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SCALES } from '../../server/signals/rules/scales.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { Chart } from '../ui/charts.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { AnswersPanel } from './answers-panel.tsx';
import { forgetSurveys, type ShownWave, waveQuery } from './queries.ts';
import { SegmentPanel } from './segment-panel.tsx';
import { WaveState } from './survey-state.tsx';
import { WaveFigures } from './wave-figures.tsx';

const route = getRouteApi('/shell/surveys/waves/$waveId');

/** One wave: how many answered, what, and for whom that speaks. */
export function WavePage() {
  const { t } = useTranslation();
  const { waveId } = route.useParams();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Loaded query={useQuery(waveQuery(waveId))}>
      {(wave) => (
        <>
          <PageHeader
            above={[
              { label: t('surveys:title'), to: '/surveys' },
              { label: wave.survey.name, to: '/surveys/$surveyId', params: { surveyId: wave.survey.id } },
            ]}
            title={`${wave.survey.name} – ${t('surveys:wave.number', { number: wave.number })}`}
            detail={
              <Group gap="xs">
                <WaveState {...wave} />
                <span>
                  {t('surveys:wave.started')} <DateTime at={wave.startedAt} />
                </span>
              </Group>
            }
            actions={<CloseButton wave={wave} />}
          />
          <Stack gap="lg">
            <WaveFigures wave={wave} />
            <ScorePanel wave={wave} />
            <SegmentPanel wave={wave} />
            <AnswersPanel
              surveyId={wave.survey.id}
              kind={wave.survey.kind}
              wave={wave.name}
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

function ScorePanel({ wave: { scores, survey } }: { wave: ShownWave }) {
  const { t } = useTranslation();
  const { low, high } = SCALES[survey.kind];
  const counts = new Map(scores.map(({ score, count }) => [score, count]));
  return (
    <Panel title={t('surveys:wave.scores')}>
      {scores.length === 0 ? (
        <EmptyState title={t('surveys:wave.noAnswers')} detail={t('surveys:wave.noAnswersDetail')} />
      ) : (
        <Chart
          kind="bar"
          label={t('surveys:wave.scores')}
          over="score"
          rows={Array.from({ length: high - low + 1 }, (_, place) => ({
            score: String(low + place),
            count: counts.get(low + place) ?? 0,
          }))}
          series={[{ name: 'count', label: t('surveys:wave.people'), color: 'ink' }]}
        />
      )}
    </Panel>
  );
}

function CloseButton({ wave }: { wave: ShownWave }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isClosing, closing] = useDisclosure(false);
  const close = useMutation({
    mutationFn: () => api.post(`/survey-waves/${wave.id}/closing`),
    onSuccess: async () => {
      await forgetSurveys();
      closing.close();
      tellDone(t('surveys:close.closed'));
    },
    onError: tellFailed,
  });
  if (wave.closedAt || !can('surveys.write')) return null;
  return (
    <>
      <Button variant="default" onClick={closing.open}>
        {t('surveys:act.close')}
      </Button>
      <ConfirmDialog
        isOpen={isClosing}
        title={t('surveys:close.title')}
        action={t('surveys:act.close')}
        isDangerous
        isBusy={close.isPending}
        onConfirm={() => close.mutate()}
        onClose={closing.close}
      >
        {t('surveys:close.detail')}
      </ConfirmDialog>
    </>
  );
}
