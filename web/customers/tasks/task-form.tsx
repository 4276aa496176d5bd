import { Fieldset, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoleChoices } from '../../settings/roles/role-name.ts';
import { useCan } from '../../shell/session.ts';
import { DayField, MomentField } from '../../ui/day-field.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { RecordPicker } from '../record-picker.tsx';
import { ChecklistFields } from './checklist-fields.tsx';
import { saveTask, type TaskRow } from './queries.ts';

const PRIORITIES = ['low', 'normal', 'high'];
/** The rhythms that people know by name; another one that the API has set stays as it is. */
const RECURRENCES = {
  'FREQ=DAILY': 'daily',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR': 'weekdays',
  'FREQ=WEEKLY': 'weekly',
  'FREQ=WEEKLY;INTERVAL=2': 'everyTwoWeeks',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=MONTHLY;INTERVAL=3': 'quarterly',
  'FREQ=YEARLY': 'yearly',
};

/** The fields of a task; only what was changed is sent. */
export function TaskForm({ task }: { task: TaskRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const members = useOwnerOptions();
  const { form, onSubmit, isSending, refusal } = useTaskForm(task);
  const label = (field: string) => t(`tasks:field.${field}`);
  const clearing = (field: string) => ({
    clearable: true,
    clearButtonProps: { 'aria-label': t('table.clearFilter', { name: label(field) }) },
  });
  const isReadOnly = !can('tasks.write');
  const values = form.getValues();
  return (
    <form onSubmit={onSubmit}>
      <Fieldset variant="unstyled" disabled={isReadOnly}>
        <Stack>
          <TextInput label={label('title')} required {...form.getInputProps('title')} />
          <Textarea label={label('note')} autosize minRows={2} {...form.getInputProps('note')} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <DayField label={label('dueOn')} clearable {...form.getInputProps('dueOn')} />
            <Select
              label={label('priority')}
              data={PRIORITIES.map((value) => ({ value, label: t(`tasks:priority.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('priority')}
            />
            <Select
              label={label('assignee')}
              data={members}
              searchable
              {...clearing('assignee')}
              {...form.getInputProps('assigneeId')}
            />
            {can('members.read') && (
              <RoleSelect
                label={label('assigneeRole')}
                value={values.assigneeRole}
                onChange={(role) => form.setFieldValue('assigneeRole', role)}
              />
            )}
            <RecordPicker
              object="account"
              label={label('account')}
              name={task.account?.name}
              value={values.accountId}
              onChange={(accountId) => form.setFieldValue('accountId', accountId)}
            />
            <RecordPicker
              object="person"
              label={label('person')}
              name={task.person?.name}
              value={values.personId}
              onChange={(personId) => form.setFieldValue('personId', personId)}
            />
            <Select
              label={label('recurrence')}
              data={useRecurrences(task.recurrence)}
              {...clearing('recurrence')}
              {...form.getInputProps('recurrence')}
            />
            <MomentField label={label('remindAt')} clearable {...form.getInputProps('remindAt')} />
          </SimpleGrid>
          <ChecklistFields items={values.items} onChange={(items) => form.setFieldValue('items', items)} />
          <Refusal text={refusal} />
          {!isReadOnly && <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>}
        </Stack>
      </Fieldset>
    </form>
  );
}

function RoleSelect(props: { label: string; value: string | null; onChange(value: string | null): void }) {
  const { t } = useTranslation();
  return (
    <Select
      data={useRoleChoices()}
      clearable
      clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: props.label }) }}
      {...props}
    />
  );
}

function useRecurrences(current: string | null) {
  const { t } = useTranslation();
  const known = Object.entries(RECURRENCES).map(([value, name]) => ({
    value,
    label: t(`tasks:recurrence.${name}`),
  }));
  const isOther = current !== null && !known.some(({ value }) => value === current);
  return isOther ? [...known, { value: current, label: current }] : known;
}

function useTaskForm(task: TaskRow) {
  const { t } = useTranslation();
  return useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        ...{ title: task.title, note: task.note ?? '', dueOn: task.dueOn, priority: task.priority as string },
        ...{ assigneeId: task.assigneeId, assigneeRole: task.assigneeRole, recurrence: task.recurrence },
        ...{ accountId: task.account?.id ?? null, personId: task.person?.id ?? null, items: task.items },
        remindAt: task.remindAt as string | null,
      },
    },
    async ({ note, dueOn, remindAt, priority, items, ...values }) => {
      await saveTask(task.id, {
        ...values,
        priority: priority as TaskRow['priority'],
        note: note.trim() || null,
        items: items.filter(({ text }) => text.trim() !== ''),
        // A time that only the API can set stays while the day does.
        ...(dueOn === task.dueOn ? {} : { dueOn }),
        remindAt: remindAt && new Date(remindAt).toISOString(),
        readAt: task.updatedAt,
      });
      tellDone(t('tasks:told.saved'));
    },
  );
}
