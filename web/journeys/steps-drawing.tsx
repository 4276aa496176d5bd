import { Badge, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconMail, IconRobot, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../server/journeys/schema.ts';
import { useOwnerOptions } from '../customers/queries.ts';
import { useRoleChoices } from '../settings/roles/role-name.ts';
import { Count, Duration } from '../ui/numbers.tsx';
import classes from './journeys.module.css';
import type { Step } from './queries.ts';

const HOUR_MINUTES = 60;

interface StepsDrawingProps {
  steps: readonly Step[];
  /** How each step goes, where that is known. */
  counts?: Results['steps'];
}

/** The steps one below the other: what, when, whether a machine or a person does it, and how many stand there. */
export function StepsDrawing({ steps, counts }: StepsDrawingProps) {
  return (
    <ol className={classes.steps}>
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id; a place is what names one.
        <li key={place} className={classes.step}>
          <OneStep step={step} counts={counts?.[place]} />
        </li>
      ))}
    </ol>
  );
}

function OneStep({ step, counts }: { step: Step; counts: Results['steps'][number] | undefined }) {
  const { t } = useTranslation();
  const isMachine = step.kind === 'mail' && step.isAutomatic;
  const whose = useWhose();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant="light" color={isMachine ? 'violet' : 'blue'} radius="xl" size="lg">
        {isMachine ? <IconRobot size={18} /> : <IconUser size={18} />}
      </ThemeIcon>
      <Stack gap={2} style={{ minWidth: 0, flex: 1 }}>
        <Group gap="xs">
          <Text fw={600} size="sm">
            {step.title}
          </Text>
          {step.kind === 'mail' && <IconMail size={15} aria-label={t('playbooks:step.mail')} />}
        </Group>
        <Text size="xs" c="dimmed">
          {t('playbooks:step.day', { count: step.offsetDays })}
          {step.waitsForPrevious && ` · ${t('playbooks:step.waits')}`}
          {' · '}
          {isMachine ? t('playbooks:step.machine') : whose(step)}
        </Text>
        {counts && <StepCounts counts={counts} />}
      </Stack>
    </Group>
  );
}

function StepCounts({ counts }: { counts: Results['steps'][number] }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} mt={2}>
      {(['waiting', 'open', 'done', 'skipped'] as const)
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <Badge key={state} variant="light" color={state === 'done' ? 'teal' : 'gray'} tt="none">
            {t(`playbooks:step.state.${state}`)} <Count value={counts[state]} />
          </Badge>
        ))}
      {counts.medianHours !== null && (
        <Text size="xs" c="dimmed" component="span">
          {t('playbooks:step.took')} <Duration minutes={counts.medianHours * HOUR_MINUTES} />
        </Text>
      )}
    </Group>
  );
}

/** Whose a step is, by name. */
function useWhose(): (step: Step) => string {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const roles = useRoleChoices();
  return ({ assigneeId, assigneeRole }) =>
    owners.find(({ value }) => value === assigneeId)?.label ??
    roles.find(({ value }) => value === assigneeRole)?.label ??
    t('playbooks:form.owner');
}
