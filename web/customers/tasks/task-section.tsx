import { Badge, Group } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useFormat } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { TaskRow } from './queries.ts';
import { TaskLine } from './task-line.tsx';
import classes from './tasks.module.css';

interface TaskSectionProps {
  title: string;
  query: Pick<UseQueryResult<TaskRow[]>, 'data' | 'error' | 'refetch'>;
  onOpen(id: string): void;
}

/** Tasks that belong together; absent while there are none. */
export function TaskSection({ title, query, onOpen }: TaskSectionProps) {
  const { number } = useFormat();
  const count = query.data?.length ?? 0;
  if (query.data && count === 0) return null;
  return (
    <Panel
      isFlush
      title={
        <Group gap="xs" component="span" display="inline-flex">
          {title}
          {count > 0 && (
            <Badge variant="light" className="figures" component="span">
              {number(count)}
            </Badge>
          )}
        </Group>
      }
    >
      <Loaded query={query} lines={2}>
        {(tasks) => (
          <ul className={classes.lines}>
            {tasks.map((task) => (
              <TaskLine key={task.id} task={task} onOpen={onOpen} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
