import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Activity, ActivityVersion } from '../../../server/customers/activities/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { ActivityFields } from './activity-fields.tsx';
import { type ActivityValues, toBody } from './activity-values.ts';

/** Changes what was written down; refused when somebody else has changed it meanwhile. Former words stay readable. */
export function EditActivityDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const activity = useQuery({
    queryKey: ['/activities', id],
    queryFn: () => api.get<Activity>(`/activities/${id}`),
    // What is being written is not replaced by what comes in meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people:activity.editing')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={activity} lines={4}>
        {(loaded) => (
          <Stack>
            <Editing activity={loaded} onClose={onClose} />
            {loaded.editedAt && <Versions id={id} />}
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}

function Editing({ activity, onClose }: { activity: Jsonified<Activity>; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: toValues(activity) },
    async (values) => {
      await api.patch(`/activities/${activity.id}`, { ...toBody(values), version: activity.version });
      await queryClient.invalidateQueries();
      tellDone(t('people:activity.saved'));
      onClose();
    },
  );
  const { kind } = activity;
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="xs">
        <Textarea
          label={t(`people:activity.label.${kind}`)}
          autosize
          minRows={2}
          maxRows={12}
          required={kind === 'note'}
          data-autofocus
          key={form.key('body')}
          {...form.getInputProps('body')}
        />
        {kind !== 'note' && <ActivityFields kind={kind} form={form} />}
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} w="fit-content">
          {t('action.save')}
        </SubmitButton>
      </Stack>
    </form>
  );
}

function toValues({ kind, body, at, ...said }: Jsonified<Activity>): ActivityValues {
  return {
    ...{ kind, body, at, outcome: said.outcome, nextStepOn: said.nextStepOn },
    ...{ direction: said.direction ?? 'out', nextStep: said.nextStep ?? '' },
    durationMinutes: said.durationMinutes ?? '',
  };
}

/** What it said before, the newest first. */
function Versions({ id }: { id: string }) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ['/activities', id, 'versions'],
    queryFn: () => api.get<{ data: ActivityVersion[] }>(`/activities/${id}/versions`),
  });
  return (
    <section aria-label={t('people:activity.versions')}>
      <Text size="sm" fw={600} mb={4}>
        {t('people:activity.versions')}
      </Text>
      <Loaded query={versions} lines={2}>
        {({ data }) => (
          <Stack gap="xs">
            {data.map(({ version, said, changedBy, changedAt }) => (
              <div key={version}>
                <Text size="xs" c="dimmed" component="div">
                  {t('people:activity.changedBy', { name: changedBy })} ·{' '}
                  <DateTime at={changedAt} form="dateTime" />
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {said.body || '–'}
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
