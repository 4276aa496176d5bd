import { List, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '../../server/signals/schema/survey.ts';
import { api } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { forgetSurveys, type SurveyRow, type WaveRow, wavePreviewQuery } from './queries.ts';

const REASONS: (keyof LeftOut)[] = ['sampledOut', 'resting', 'refused', 'undeliverable'];

/** Says whom a wave would ask, and begins it. */
export function StartDialog({ survey, onClose }: { survey: SurveyRow; onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => api.post<WaveRow>(`/surveys/${survey.id}/waves`),
    onSuccess: async ({ id }) => {
      await forgetSurveys();
      tellDone(t('surveys:start.started'));
      await navigate({ to: '/surveys/waves/$waveId', params: { waveId: id } });
    },
    onError: (error) => {
      onClose();
      tellFailed(error);
    },
  });
  return (
    <ConfirmDialog
      isOpen
      title={t('surveys:start.title')}
      action={t('surveys:act.start')}
      isBusy={start.isPending}
      onConfirm={() => start.mutate()}
      onClose={onClose}
    >
      <Loaded query={useQuery(wavePreviewQuery(survey.id))} lines={2}>
        {({ askedCount, leftOut }) => <Preview askedCount={askedCount} leftOut={leftOut} />}
      </Loaded>
    </ConfirmDialog>
  );
}

function Preview({ askedCount, leftOut }: { askedCount: number; leftOut: LeftOut }) {
  const { t } = useTranslation();
  const reasons = REASONS.filter((reason) => leftOut[reason] > 0);
  return (
    <>
      <Text fw={600}>
        {askedCount > 0 ? t('surveys:start.will', { count: askedCount }) : t('surveys:start.nobody')}
      </Text>
      {reasons.length > 0 && (
        <>
          <Text mt="sm" size="sm">
            {t('surveys:start.leftOut')}
          </Text>
          <List size="sm">
            {reasons.map((reason) => (
              <List.Item key={reason}>{t(`surveys:start.${reason}`, { count: leftOut[reason] })}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}
