import { Anchor, Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { IconFlag, IconHourglass, IconRepeat } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { type TaskRow, useTakeTask, useToggleTask } from './queries.ts';
import classes from './tasks.module.css';

interface TaskLineProps {
  task: TaskRow;
  onOpen(id: string): void;
  /** Names whose task it is, where a list holds several people's. */
  showsAssignee?: boolean;
  /** A cell of a table instead of a line of a list. */
  isInTable?: boolean;
}

/** One task with its tick, what it is about and when it is due. */
export function TaskLine({ task, onOpen, showsAssignee = false, isInTable = false }: TaskLineProps) {
  const { t } = useTranslation();
  const can = useCan();
  const toggle = useToggleTask();
  const take = useTakeTask();
  const Line = isInTable ? 'div' : 'li';
  const isClosed = task.state !== 'open';
  const isFree = task.assigneeId === null && task.assigneeRole !== null && !isClosed;
  return (
    <Line className={isInTable ? classes.cell : classes.line}>
      <Checkbox
        radius="xl"
        aria-label={t('tasks:act.completeOf', { title: task.title })}
        checked={task.state === 'done'}
        disabled={!can('tasks.write') || task.isBlocked || task.state === 'canceled' || toggle.isPending}
        onChange={({ currentTarget }) =>
          toggle.mutate({ id: task.id, title: task.title, isDone: currentTarget.checked })
        }
      />
      <div className={classes.words}>
        <Anchor
          component="button"
          type="button"
          size="sm"
          fw={550}
          c={isClosed ? 'dimmed' : 'var(--mantine-color-text)'}
          td={isClosed ? 'line-through' : undefined}
          ta="left"
          onClick={() => onOpen(task.id)}
        >
          {task.title}
        </Anchor>
        <TaskFacts task={task} showsAssignee={showsAssignee} />
      </div>
      {isFree && can('tasks.write') && (
        <Button
          size="compact-sm"
          variant="default"
          loading={take.isPending}
          onClick={() => take.mutate(task.id)}
        >
          {t('tasks:act.take')}
        </Button>
      )}
    </Line>
  );
}

/** When it is due, what it is about, and what is special about it. */
function TaskFacts({ task, showsAssignee }: { task: TaskRow; showsAssignee: boolean }) {
  const { t } = useTranslation();
  const waitsFor = task.blockers.find(({ isOpen }) => isOpen)?.title;
  return (
    <Group gap="xs" c="dimmed" fz="xs">
      {task.isOverdue && (
        <Badge color="red" variant="light" tt="none" size="sm">
          {t('tasks:mark.overdue')}
        </Badge>
      )}
      {(task.dueAt ?? task.dueOn) && (
        <DateTime at={task.dueAt ?? task.dueOn} form={task.dueAt ? 'dateTime' : 'date'} />
      )}
      {task.priority === 'high' && (
        <Group gap={2} component="span">
          <IconFlag size={13} aria-hidden /> {t('tasks:priority.high')}
        </Group>
      )}
      {task.recurrence && <IconRepeat size={13} aria-label={t('tasks:mark.recurs')} role="img" />}
      {task.isBlocked && (
        <Group gap={2} component="span">
          <IconHourglass size={13} aria-hidden /> {t('tasks:mark.blocked', { title: waitsFor })}
        </Group>
      )}
      {task.items.length > 0 && (
        <span>
          {t('tasks:mark.items', {
            done: task.items.filter(({ isDone }) => isDone).length,
            count: task.items.length,
          })}
        </span>
      )}
      {task.account && (
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link to="/accounts/$accountId" params={{ accountId: task.account?.id ?? '' }} {...props} />
          )}
        >
          {task.account.name}
        </Anchor>
      )}
      {task.person && <Text inherit>{task.person.name}</Text>}
      {showsAssignee && <Text inherit>{task.assigneeName ?? t('tasks:nobody')}</Text>}
    </Group>
  );
}
