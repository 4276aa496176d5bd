import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarShare, IconSun } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '../../shell/session.ts';
import { useFormat } from '../../ui/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CalendarDialog } from './calendar-dialog.tsx';
import { dayOf } from './days.ts';
import { useFewTasks, useTaskCounts } from './queries.ts';
import { QuickAdd } from './quick-add.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskSection } from './task-section.tsx';

const route = getRouteApi('/shell/my-day');
const SHOWN = 100;
const NEXT_DAYS = 7;

/** What waits for oneself: late, today, soon, and for whoever of one's role takes it. */
export function MyDayPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { number, date } = useFormat();
  const { task } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (id: string | undefined) => navigate({ search: { task: id }, replace: true });
  const [isSharing, sharing] = useDisclosure(false);
  const { workspace } = useSession();
  const today = dayOf(workspace.timeZone, 0);
  const lists = useMyLists(workspace.timeZone);
  const counts = useTaskCounts().data;
  const isEmpty = Object.values(lists).every(({ data }) => data?.length === 0);
  return (
    <>
      <PageHeader
        title={t('tasks:myDay.title')}
        actions={
          <Button variant="default" leftSection={<IconCalendarShare size={16} />} onClick={sharing.open}>
            {t('tasks:calendar.button')}
          </Button>
        }
        detail={
          <Group gap="xs">
            <Text span inherit>
              {date(today)}
            </Text>
            {counts && (
              <Text span inherit>
                ·{' '}
                {t('tasks:myDay.counts', {
                  open: number(counts.overdue + counts.today),
                  done: number(counts.doneToday),
                })}
              </Text>
            )}
          </Group>
        }
      />
      <Stack>
        {can('tasks.write') && (
          <Panel>
            <QuickAdd dueOn={today} />
          </Panel>
        )}
        {isEmpty && (
          <Panel>
            <EmptyState
              icon={<IconSun size={32} />}
              title={t('tasks:myDay.none')}
              detail={t('tasks:myDay.noneDetail')}
            />
          </Panel>
        )}
        <TaskSection title={t('tasks:myDay.overdue')} query={lists.overdue} onOpen={open} />
        <TaskSection title={t('tasks:myDay.today')} query={lists.today} onOpen={open} />
        <TaskSection title={t('tasks:myDay.next')} query={lists.next} onOpen={open} />
        <TaskSection title={t('tasks:myDay.forMyRole')} query={lists.forMyRole} onOpen={open} />
        <TaskSection title={t('tasks:myDay.later')} query={lists.later} onOpen={open} />
        <TaskSection title={t('tasks:myDay.done')} query={lists.done} onOpen={open} />
      </Stack>
      <TaskDrawer taskId={task} onClose={() => open(undefined)} />
      {isSharing && <CalendarDialog onClose={sharing.close} />}
    </>
  );
}

function useMyLists(timeZone: string) {
  const mine = { isMine: true, state: 'open', limit: SHOWN };
  const today = dayOf(timeZone, 0);
  const soon = dayOf(timeZone, NEXT_DAYS);
  return {
    overdue: useFewTasks({ ...mine, isOverdue: true }),
    today: useFewTasks({ ...mine, isOverdue: false, dueFrom: today, dueTo: today }),
    next: useFewTasks({ ...mine, isOverdue: false, dueFrom: dayOf(timeZone, 1), dueTo: soon }),
    later: useFewTasks({ ...mine, hasDay: false }),
    forMyRole: useFewTasks({ isForMyRole: true, state: 'open', limit: SHOWN }),
    done: useFewTasks({
      isMine: true,
      state: 'done',
      closedFrom: today,
      sort: 'closedAt',
      direction: 'desc',
    }),
  };
}
