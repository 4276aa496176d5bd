import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone } from '../ui/toast.tsx';
import { useChangeSchedule, useSchedule } from './queries.ts';

const LAST_DAY_OF_EVERY_MONTH = 28;
const OFF = 'off';

/** On which day of the month a payout is created by itself; it waits for approval like any other. */
export function ScheduleButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const schedule = useSchedule();
  const change = useChangeSchedule();
  const choose = (value: string | null) =>
    change.mutate(value === null || value === OFF ? null : Number(value), {
      onSuccess: () => tellDone(t('payouts:schedule.saved')),
    });
  const days = Array.from({ length: LAST_DAY_OF_EVERY_MONTH }, (_, index) => String(index + 1));
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('payouts:schedule.title')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('payouts:schedule.title')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Stack>
          <Text size="sm">{t('payouts:schedule.detail')}</Text>
          <Select
            label={t('payouts:schedule.day')}
            data={[
              { value: OFF, label: t('payouts:schedule.off') },
              ...days.map((value) => ({ value, label: value })),
            ]}
            value={schedule.data?.dayOfMonth ? String(schedule.data.dayOfMonth) : OFF}
            onChange={choose}
            disabled={change.isPending || !schedule.data}
            allowDeselect={false}
          />
          {schedule.data?.firstMonth && (
            <Text size="xs" c="dimmed">
              {t('payouts:schedule.first', { month: schedule.data.firstMonth })}
            </Text>
          )}
        </Stack>
      </Modal>
    </>
  );
}
