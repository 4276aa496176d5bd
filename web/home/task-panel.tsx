import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Loaded } from '../ui/states.tsx';
import classes from './home.module.css';

interface TaskPanelProps {
  title: string;
  /** The whole list. */
  to: string;
  all: string;
  /** Said when nothing waits. */
  none: string;
  count?: number;
  query: Pick<UseQueryResult<unknown>, 'data' | 'error' | 'refetch'>;
  lines: ReactNode[] | undefined;
}

/** One list of things that wait, with the way to all of them. */
export function TaskPanel({ title, to, all, none, count, query, lines = [] }: TaskPanelProps) {
  const format = useFormat();
  return (
    <Panel
      isFlush
      title={
        <Group gap="xs" component="span" display="inline-flex">
          {title}
          {count !== undefined && count > 0 && (
            <Badge variant="light" className="figures" component="span">
              {format.number(count)}
            </Badge>
          )}
        </Group>
      }
      actions={
        lines.length > 0 && (
          <Anchor size="sm" renderRoot={(props) => <Link to={to} {...props} />}>
            {all}
            <span className={classes.hidden}> {title}</span>
          </Anchor>
        )
      }
    >
      <div className={classes.list}>
        <Loaded query={query} lines={4}>
          {() =>
            lines.length > 0 ? (
              <ul className={classes.lines}>{lines}</ul>
            ) : (
              <Group gap="xs" px="md" py="sm" c="dimmed">
                <IconCircleCheck size={17} aria-hidden />
                <Text size="sm">{none}</Text>
              </Group>
            )
          }
        </Loaded>
      </div>
    </Panel>
  );
}

interface TaskLineProps {
  to: string;
  search?: Record<string, string>;
  name: string;
  badge?: ReactNode;
  detail?: ReactNode;
  figure?: ReactNode;
}

/** One thing that waits: a link over the whole line. */
export function TaskLine({ to, search, name, badge, detail, figure }: TaskLineProps) {
  return (
    <li>
      <Link to={to} search={search} className={classes.line}>
        <span className={classes.text}>
          <Group gap="xs" component="span" wrap="nowrap">
            <Text span size="sm" fw={550} truncate>
              {name}
            </Text>
            {badge}
          </Group>
          <Text span size="xs" c="dimmed" lineClamp={1}>
            {detail}
          </Text>
        </span>
        <Text span size="sm" fw={600} className="figures">
          {figure}
        </Text>
      </Link>
    </li>
  );
}
