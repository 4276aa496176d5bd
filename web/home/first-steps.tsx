import { ActionIcon, Anchor, Box, Button, Group, Progress, SimpleGrid } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconMap2, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../server/strategy/learning/rules.ts';
import { keepLearning, learningQuery } from '../shell/learning.ts';
import { startTour } from '../shell/tour-state.ts';
import { Panel } from '../ui/panel.tsx';
import { tellDone } from '../ui/toast.tsx';

/** Where each step is taken. */
const TAKEN_AT: Record<Step, string> = {
  ...{ customers: '/imports', people: '/people', usage: '/sources', revenue: '/settings/billing' },
  ...{ costs: '/costs', answers: '/surveys', member: '/settings/members' },
  ...{ offer: '/offers', plan: '/plans', invitation: '/ranking', affiliate: '/affiliates', link: '/links' },
  ...{ click: '/connect', sale: '/connect', material: '/material', commission: '/commissions' },
  ...{ company: '/settings/company', batch: '/payouts', payout: '/payouts' },
  ...{ deal: '/deals', wonDeal: '/deals', quote: '/quotes', task: '/my-day' },
  ...{ health: '/health', playbook: '/playbooks', report: '/reports' },
};

/** What a company of the reader's role begins with; put away until somebody asks for it again. */
export function FirstSteps() {
  const { t } = useTranslation();
  const { data } = useQuery(learningQuery);
  if (!data || data.isDismissed || data.steps.length === 0) return null;
  const done = data.steps.filter(({ isDone }) => isDone).length;
  const count = data.steps.length;
  return (
    <Box my="md">
      <Panel
        title={t('home:steps.title')}
        detail={t('home:steps.progress', { done, count })}
        actions={
          <Group gap="xs" wrap="nowrap">
            <TourButton {...data.tour} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('home:steps.dismiss')}
              onClick={() => void putAway(t)}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
        }
      >
        <Progress value={(100 * done) / count} size="sm" mb="md" aria-label={t('home:steps.title')} />
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2, xl: 4 }} spacing="sm" m={0} p={0}>
          {data.steps.map(({ key, isDone }) => (
            <StepLine key={key} step={key} isDone={isDone} />
          ))}
        </SimpleGrid>
      </Panel>
    </Box>
  );
}

async function putAway(t: (key: string) => string): Promise<void> {
  await keepLearning({ isDismissed: true });
  tellDone(t('home:steps.dismissed'), () => keepLearning({ isDismissed: false }));
}

function StepLine({ step, isDone }: { step: Step; isDone: boolean }) {
  const { t } = useTranslation();
  const Icon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
      <Icon
        size={20}
        role="img"
        aria-label={t(isDone ? 'home:steps.done' : 'home:steps.open')}
        color={isDone ? 'var(--rise)' : 'var(--quiet)'}
        style={{ flex: 'none' }}
      />
      <Anchor
        size="sm"
        c={isDone ? 'dimmed' : undefined}
        renderRoot={(props) => <Link to={TAKEN_AT[step]} {...props} />}
      >
        {t(`home:steps.step.${step}`)}
      </Anchor>
    </Group>
  );
}

function TourButton({ stop, isEnded }: { stop: string | null; isEnded: boolean }) {
  const { t } = useTranslation();
  const says = stop ? 'resume' : isEnded ? 'again' : 'start';
  return (
    <Button variant="light" size="xs" leftSection={<IconMap2 size={16} />} onClick={startTour}>
      {t(`home:tour.${says}`)}
    </Button>
  );
}
