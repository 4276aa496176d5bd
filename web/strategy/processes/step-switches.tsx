import { Anchor, Stack, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ScheduleButton } from '../../payouts/schedule-button.tsx';
import { useCan } from '../../shell/session.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { PERMISSION_OF, placeOf } from './places.ts';
import { type Process, type Step, type StepSwitch, setAutomatic } from './queries.ts';

const MOST_SHOWN = 4;

/** What makes the step go by itself, each with its switch; a long list goes on where it is kept. */
export function StepSwitches({ process, step }: { process: Process; step: Step }) {
  const { t } = useTranslation();
  const rest = step.switches.length - MOST_SHOWN;
  if (step.switches.length === 0) return null;
  const place = placeOf(process, step);
  return (
    <Stack gap={6}>
      {step.switches.slice(0, MOST_SHOWN).map((own) => (
        <OneSwitch key={`${own.kind} ${own.id} ${own.place}`} step={step} own={own} />
      ))}
      {rest > 0 && (
        <Anchor component={Link} size="xs" to={step.key === 'decided' ? '/offers' : place.to}>
          {t('processes:more', { count: rest })}
        </Anchor>
      )}
    </Stack>
  );
}

function OneSwitch({ step, own }: { step: Step; own: StepSwitch }) {
  const { t } = useTranslation();
  const can = useCan();
  const name = own.name ?? t(`processes:switch.${own.kind}`);
  const what = step.title ?? t(`processes:step.${step.key}`);
  const change = useMutation({
    mutationFn: (isAutomatic: boolean) => setAutomatic(own, isAutomatic),
    onError: tellFailed,
  });
  const set = (isAutomatic: boolean) =>
    change.mutate(isAutomatic, {
      onSuccess: () =>
        tellDone(t(isAutomatic ? 'processes:madeAutomatic' : 'processes:madeByHand', { step: what }), () =>
          set(!isAutomatic),
        ),
    });
  const mayChange = can(PERMISSION_OF[own.kind]);
  if (own.kind === 'payout_schedule') return mayChange ? <ScheduleButton /> : null;
  return (
    <Switch
      size="xs"
      label={name}
      aria-label={t('processes:switchLabel', { step: what, name })}
      checked={own.isAutomatic}
      disabled={!mayChange || change.isPending}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  );
}
