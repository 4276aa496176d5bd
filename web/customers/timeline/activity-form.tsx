import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type ActivityKind } from '../../../server/customers/activities/kinds.ts';
import type { Activity } from '../../../server/customers/activities/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { isShortcut } from '../../shell/shortcuts.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { ChooseFiles } from '../files/choose-files.tsx';
import { uploadFile } from '../files/queries.ts';
import { ActivityFields } from './activity-fields.tsx';
import { type ActivityValues, EMPTY, toBody } from './activity-values.ts';
import { deleteActivity } from './delete-activity.ts';

/** Minutes that are logged with one press. */
const USUAL_MINUTES = [15, 30, 60, 120];

/** What was begun and not yet kept, by whom it is about: it is still there after a look at another page. */
const drafts = new Map<string, ActivityValues>();

/** Whom it is about: an account or a person. */
export type About = { accountId: string } | { personId: string };

/** Writes down a note, a call, a meeting, or the time that was worked. */
export function ActivityForm({ about }: { about: About }) {
  const { t } = useTranslation();
  const [of = ''] = Object.values(about);
  const [initialValues] = useState(() => drafts.get(of) ?? EMPTY);
  const [kind, setKind] = useState<ActivityKind>(initialValues.kind);
  const [files, setFiles] = useState<File[]>([]);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues, onValuesChange: (values) => drafts.set(of, values) },
    async (values) => {
      const body = { kind: values.kind, ...about, ...toBody(values) };
      const { id, durationMinutes } = await api.post<Activity>('/activities', body);
      for (const file of files) await uploadFile({ activityId: id }, file);
      setFiles([]);
      form.setValues({ ...EMPTY, kind: values.kind });
      drafts.delete(of);
      if (values.kind === 'work') {
        const text = t('people:activity.logged', { count: durationMinutes ?? 0 });
        tellDone(text, () => deleteActivity(id, t('people:activity.deleted')));
      }
      await queryClient.invalidateQueries();
    },
  );
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => isShortcut('saveNote', event) && onSubmit();
  const logMinutes = (minutes: number) => {
    form.setFieldValue('durationMinutes', minutes);
    onSubmit();
  };
  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Stack gap="xs" mb="md">
        <SegmentedControl
          aria-label={t('people:activity.kindLabel')}
          data={ACTIVITY_KINDS.map((value) => ({ value, label: t(`people:activity.kind.${value}`) }))}
          value={kind}
          onChange={(next) => {
            setKind(next as ActivityKind);
            form.setFieldValue('kind', next as ActivityKind);
          }}
          size="xs"
          w="fit-content"
        />
        <Textarea
          aria-label={t(`people:activity.label.${kind}`)}
          placeholder={t(`people:activity.label.${kind}`)}
          autosize
          minRows={kind === 'call' || kind === 'meeting' ? 2 : 1}
          maxRows={8}
          required={kind === 'note'}
          key={form.key('body')}
          {...form.getInputProps('body')}
        />
        {kind === 'work' && <UsualMinutes isSending={isSending} onChoose={logMinutes} />}
        {kind !== 'note' && <ActivityFields kind={kind} form={form} />}
        <Refusal text={refusal} />
        <Group gap="xs">
          <SubmitButton isSending={isSending} variant="default" size="xs">
            {t(`people:activity.add.${kind}`)}
          </SubmitButton>
          <ChooseFiles files={files} onChange={setFiles} />
        </Group>
      </Stack>
    </form>
  );
}

function UsualMinutes({ isSending, onChoose }: { isSending: boolean; onChoose(minutes: number): void }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" role="group" aria-label={t('people:activity.usual')}>
      {USUAL_MINUTES.map((minutes) => (
        <Button
          key={minutes}
          size="xs"
          variant="light"
          disabled={isSending}
          onClick={() => onChoose(minutes)}
        >
          {t('people:activity.plus', { count: minutes })}
        </Button>
      ))}
    </Group>
  );
}
