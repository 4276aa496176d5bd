import { Group, NumberInput, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type ActivityKind, OUTCOMES } from '../../../server/customers/activities/kinds.ts';
import { queryClient } from '../../shell/query-client.ts';
import { isShortcut } from '../../shell/shortcuts.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';

const MAX_MINUTES = 1_440;
const EMPTY = {
  ...{ kind: 'note' as ActivityKind, body: '', direction: 'out', nextStep: '' },
  ...{ outcome: null as string | null, durationMinutes: '' as number | '' },
};
type Draft = typeof EMPTY;

/** What was begun and not yet kept, by whom it is about: it is still there after a look at another page. */
const drafts = new Map<string, Draft>();

/** Whom it is about: an account or a person. */
export type About = { accountId: string } | { personId: string };

/** Writes down a note, a call or a meeting. */
export function ActivityForm({ about }: { about: About }) {
  const { t } = useTranslation();
  const [of = ''] = Object.values(about);
  const [initialValues] = useState(() => drafts.get(of) ?? EMPTY);
  const [kind, setKind] = useState<ActivityKind>(initialValues.kind);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues, onValuesChange: (values) => drafts.set(of, values) },
    async (values) => {
      await api.post('/activities', { ...about, ...toBody(values) });
      form.setValues({ ...EMPTY, kind: values.kind });
      drafts.delete(of);
      await queryClient.invalidateQueries();
    },
  );
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => isShortcut('saveNote', event) && onSubmit();
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
          minRows={kind === 'note' ? 1 : 2}
          maxRows={8}
          required={kind === 'note'}
          key={form.key('body')}
          {...form.getInputProps('body')}
        />
        {kind !== 'note' && <CallFields kind={kind} form={form} />}
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending} variant="default" size="xs" w="fit-content">
          {t(`people:activity.add.${kind}`)}
        </SubmitButton>
      </Stack>
    </form>
  );
}

type Form = ReturnType<typeof useServerForm<Draft>>['form'];

/** How a call or a meeting went, and what comes next. */
function CallFields({ kind, form }: { kind: ActivityKind; form: Form }) {
  const { t } = useTranslation();
  const outcomes = OUTCOMES.map((value) => ({ value, label: t(`people:activity.outcome.${value}`) }));
  return (
    <Group gap="xs" grow preventGrowOverflow={false}>
      {kind === 'call' && (
        <Select
          label={t('people:activity.direction')}
          data={['out', 'in'].map((value) => ({ value, label: t(`people:activity.way.${value}`) }))}
          allowDeselect={false}
          size="xs"
          key={form.key('direction')}
          {...form.getInputProps('direction')}
        />
      )}
      <Select
        label={t('people:activity.outcomeLabel')}
        data={outcomes}
        clearable
        clearButtonProps={{
          'aria-label': t('table.clearFilter', { name: t('people:activity.outcomeLabel') }),
        }}
        size="xs"
        key={form.key('outcome')}
        {...form.getInputProps('outcome')}
      />
      <NumberInput
        label={t('people:activity.minutes')}
        min={0}
        max={MAX_MINUTES}
        allowDecimal={false}
        hideControls
        size="xs"
        key={form.key('durationMinutes')}
        {...form.getInputProps('durationMinutes')}
      />
      <TextInput
        label={t('people:activity.nextStep')}
        size="xs"
        key={form.key('nextStep')}
        {...form.getInputProps('nextStep')}
      />
    </Group>
  );
}

/** Only what its kind has. */
function toBody({ kind, body, direction, outcome, durationMinutes, nextStep }: Draft) {
  if (kind === 'note') return { kind, body };
  return {
    ...{ kind, body, outcome, durationMinutes: durationMinutes === '' ? null : durationMinutes },
    ...{ nextStep: nextStep.trim() || null, ...(kind === 'call' ? { direction } : {}) },
  };
}
