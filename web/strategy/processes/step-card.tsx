import { Anchor, Badge, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowsExchange, IconRobot, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Count, Duration } from '../../ui/numbers.tsx';
import { placeOf } from './places.ts';
import classes from './processes.module.css';
import type { Process, Step } from './queries.ts';
import { StepSwitches } from './step-switches.tsx';

const MARKS = {
  machine: { Icon: IconRobot, color: 'violet' },
  person: { Icon: IconUser, color: 'blue' },
  either: { Icon: IconArrowsExchange, color: 'grape' },
} as const;

/** One step: who or what does it, how much waits and how long, and how it is switched. */
export function StepCard({ process, step }: { process: Process; step: Step }) {
  const { t } = useTranslation();
  const { Icon, color } = MARKS[step.doer];
  const place = placeOf(process, step);
  return (
    <div className={classes.card}>
      <Group wrap="nowrap" gap="xs" align="flex-start">
        <ThemeIcon variant="light" color={color} radius="xl" size="md" aria-hidden>
          <Icon size={15} />
        </ThemeIcon>
        <div style={{ minWidth: 0 }}>
          <Anchor
            renderRoot={(props) => <Link to={place.to} search={place.search} {...props} />}
            fw={600}
            size="sm"
            c="inherit"
          >
            {step.title ?? t(`processes:step.${step.key}`)}
          </Anchor>
          <Text size="xs" c="dimmed">
            {t(`processes:doer.${step.doer}`)}
          </Text>
        </div>
      </Group>
      <Waiting step={step} />
      <StepSwitches process={process} step={step} />
    </div>
  );
}

/** What nobody ever waits at only counts what came through. */
function Waiting({ step: { key, wait } }: { step: Step }) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      {!PASSING.has(key) && (
        <Group gap={6}>
          <Badge variant="light" color={wait.waiting > 0 ? 'yellow' : 'gray'} tt="none">
            <Count value={wait.waiting} /> {t(key === 'ended' ? 'processes:underWay' : 'processes:waiting')}
          </Badge>
          {wait.longestMinutes !== null && wait.waiting > 0 && (
            <Text size="xs" c="dimmed">
              {t('processes:longest')} <Duration minutes={wait.longestMinutes} />
            </Text>
          )}
        </Group>
      )}
      <Text size="xs" c="dimmed">
        {key === 'owners' ? t('processes:noHistory') : t('processes:done', { count: wait.doneCount })}
        {!PASSING.has(key) && wait.usualMinutes !== null && (
          <>
            {' · '}
            {t('processes:usually')} <Duration minutes={wait.usualMinutes} />
          </>
        )}
      </Text>
    </Stack>
  );
}

const PASSING: ReadonlySet<string> = new Set<Step['key']>([
  ...(['arrived', 'handedOff', 'returned', 'booked', 'payoutPrepared', 'begun'] as const),
]);
