import { ActionIcon, Group, Modal, MultiSelect, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { Loaded } from '../ui/states.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type ScheduleView, scheduleReport, useReaders, useRemoveSchedule, useSchedules } from './queries.ts';

const RHYTHMS = ['weekly', 'monthly'] as const;

interface ScheduleDialogProps {
  /** What the report on screen asks, without its days. */
  query: Record<string, string>;
  onClose(): void;
}

/** Sends the report on screen to members every week or month, and shows what is sent already. */
export function ScheduleDialog({ query, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation();
  const schedules = useSchedules();
  const readers = useReaders();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { name: '', rhythm: 'weekly', userIds: [] as string[] } },
    async (values) => {
      await scheduleReport({ ...values, query });
      tellDone(t('strategy:schedule.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('strategy:schedule.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <form onSubmit={onSubmit}>
          <Stack>
            <Text size="sm">{t('strategy:schedule.detail')}</Text>
            <Refusal text={refusal} />
            <TextInput
              label={t('strategy:schedule.name')}
              required
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Select
              label={t('strategy:schedule.rhythm')}
              data={RHYTHMS.map((value) => ({ value, label: t(`strategy:schedule.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('rhythm')}
            />
            <MultiSelect
              label={t('strategy:schedule.members')}
              data={readers.map(({ userId, name }) => ({ value: userId, label: name }))}
              searchable
              required
              {...form.getInputProps('userIds')}
            />
            <SubmitButton isSending={isSending}>{t('strategy:schedule.save')}</SubmitButton>
          </Stack>
        </form>
        <Loaded query={schedules} lines={1}>
          {({ data }) =>
            data.length > 0 && (
              <Stack gap="xs">
                <Title order={3}>{t('strategy:schedule.own')}</Title>
                {data.map((schedule) => (
                  <ScheduleLine key={schedule.id} schedule={schedule} readers={readers} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Stack>
    </Modal>
  );
}

interface ScheduleLineProps {
  schedule: ScheduleView;
  readers: { userId: string; name: string }[];
}

function ScheduleLine({ schedule, readers }: ScheduleLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveSchedule();
  const { id, name, rhythm, userIds, nextDay } = schedule;
  const names = userIds.map(
    (userId) => readers.find((reader) => reader.userId === userId)?.name ?? t('strategy:schedule.gone'),
  );
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {t('strategy:schedule.to', {
            ...{
              rhythm: t(`strategy:schedule.${rhythm}`),
              names: names.join(', '),
              day: format.date(nextDay),
            },
          })}
        </Text>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('strategy:schedule.remove', { name })}
        loading={remove.isPending}
        onClick={() => remove.mutate(id, { onSuccess: () => tellDone(t('strategy:schedule.removed')) })}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}
