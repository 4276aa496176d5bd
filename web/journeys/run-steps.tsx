import { Anchor, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconRobot, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import classes from './journeys.module.css';
import { StepState } from './marks.tsx';
import type { RunStepRow } from './queries.ts';

/** What was done in each step, by whom, and what is to come. */
export function RunSteps({ steps }: { steps: RunStepRow[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step.place} className={classes.step}>
          <Group wrap="nowrap" align="flex-start" gap="sm">
            <ThemeIcon variant="light" color={step.isAutomatic ? 'violet' : 'blue'} radius="xl" size="lg">
              {step.isAutomatic ? <IconRobot size={18} /> : <IconUser size={18} />}
            </ThemeIcon>
            <Stack gap={2} style={{ minWidth: 0, flex: 1 }}>
              <Group gap="xs">
                <Text fw={600} size="sm">
                  {step.title}
                </Text>
                <StepState state={step.state} />
              </Group>
              <StepDetail step={step} />
            </Stack>
          </Group>
        </li>
      ))}
    </ol>
  );
}

function StepDetail({ step }: { step: RunStepRow }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed" component="div">
      {step.state === 'waiting' && (
        <>
          {t('playbooks:step.notBefore')} <DateTime at={step.opensOn} />
        </>
      )}
      {step.openedAt && (
        <>
          {t('playbooks:step.began')} <DateTime at={step.openedAt} />
        </>
      )}
      {step.endedAt && step.state === 'done' && (
        <>
          {' · '}
          {step.endedByName && !step.isAutomatic
            ? t('playbooks:step.doneBy', { name: step.endedByName })
            : t('playbooks:step.state.done')}{' '}
          <DateTime at={step.endedAt} />
        </>
      )}
      {step.note === 'nobody' && <> · {t('playbooks:step.nobody')}</>}
      {step.mailIds.length > 0 && <> · {t('playbooks:step.mails', { count: step.mailIds.length })}</>}
      {step.taskId && (
        <>
          {' · '}
          <Anchor
            underline="always"
            inherit
            renderRoot={(props) => (
              <Link to="/tasks" search={{ task: step.taskId ?? undefined }} {...props} />
            )}
          >
            {t('playbooks:step.task')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
