import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconRotate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Loaded } from '../../ui/states.tsx';
import { type TaskRow, useCancelTask, useChangeTasks, useTask, useToggleTask } from './queries.ts';
import { TaskForm } from './task-form.tsx';

interface TaskDrawerProps {
  taskId: string | undefined;
  onClose(): void;
}

/** Everything about one task, and what can be done with it. */
export function TaskDrawer({ taskId, onClose }: TaskDrawerProps) {
  const { t } = useTranslation();
  const can = useCan();
  const task = useTask(taskId);
  return (
    <Drawer
      opened={taskId !== undefined}
      position="right"
      size="lg"
      onClose={onClose}
      title={t('tasks:task')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {taskId && (
        <Loaded query={task}>
          {(shown) => (
            <Stack>
              {can('tasks.write') && <TaskSteps task={shown} onClose={onClose} />}
              <TaskForm key={shown.updatedAt} task={shown} />
              <Text size="xs" c="dimmed">
                {t('tasks:made', { name: shown.createdByName })}{' '}
                <DateTime at={shown.createdAt} form="dateTime" />
                {shown.closedAt && (
                  <>
                    {' · '}
                    {t(`tasks:closed.${shown.state}`, { name: shown.closedByName })}{' '}
                    <DateTime at={shown.closedAt} form="dateTime" />
                  </>
                )}
              </Text>
            </Stack>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}

function TaskSteps({ task, onClose }: { task: TaskRow; onClose(): void }) {
  const { t } = useTranslation();
  const toggle = useToggleTask();
  const cancel = useCancelTask(onClose);
  const change = useChangeTasks(onClose);
  const { id, title, state, recurrence, isBlocked } = task;
  const isOpen = state === 'open';
  return (
    <Group gap="xs">
      <Button
        leftSection={isOpen ? <IconCheck size={16} /> : <IconRotate size={16} />}
        disabled={isBlocked}
        loading={toggle.isPending}
        onClick={() => toggle.mutate({ id, title, isDone: isOpen })}
      >
        {t(isOpen ? 'tasks:act.complete' : 'tasks:act.reopen')}
      </Button>
      {isOpen && (
        <Button variant="default" onClick={() => cancel.mutate({ id, endsSeries: false })}>
          {t(recurrence ? 'tasks:act.skip' : 'tasks:act.cancel')}
        </Button>
      )}
      {isOpen && recurrence && (
        <Button variant="default" onClick={() => cancel.mutate({ id, endsSeries: true })}>
          {t('tasks:act.endSeries')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        onClick={() => change.mutate({ field: 'isDeleted', ids: [id], value: true })}
      >
        {t('action.delete')}
      </Button>
    </Group>
  );
}
