import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '../../shell/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ApplyDialog } from '../task-templates/apply-dialog.tsx';
import { dayOf } from './days.ts';
import { useFewTasks } from './queries.ts';
import { QuickAdd } from './quick-add.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskLine } from './task-line.tsx';
import classes from './tasks.module.css';

const SHOWN = 20;

interface TasksPanelProps {
  accountId?: string;
  personId?: string;
  dealId?: string;
}

/** What is to be done about a record, with a line for the next thing. */
export function TasksPanel(about: TasksPanelProps) {
  const { t } = useTranslation();
  const can = useCan();
  const [opened, open] = useState<string>();
  const tasks = useFewTasks({ ...about, state: 'open', limit: SHOWN }, can('tasks.read'));
  if (!can('tasks.read')) return null;
  return (
    <Panel
      title={t('tasks:title')}
      actions={about.accountId && can('tasks.write') && <FromTemplate accountId={about.accountId} />}
    >
      <Stack gap="xs">
        {can('tasks.write') && <QuickAdd {...about} />}
        <Loaded query={tasks} lines={2}>
          {(shown) =>
            shown.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('tasks:noneHere')}
              </Text>
            ) : (
              <ul className={classes.lines}>
                {shown.map((task) => (
                  <TaskLine key={task.id} task={task} onOpen={open} showsAssignee />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Stack>
      <TaskDrawer taskId={opened} onClose={() => open(undefined)} />
    </Panel>
  );
}

/** The tasks of a template, for this account. */
function FromTemplate({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const [isApplying, applying] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={applying.open}>
        {t('taskTemplates:from')}
      </Button>
      {isApplying && (
        <ApplyDialog accountId={accountId} today={dayOf(workspace.timeZone, 0)} onClose={applying.close} />
      )}
    </>
  );
}
