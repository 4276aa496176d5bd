import { ActionIcon, Text } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBriefcase,
  IconCheckbox,
  IconCircleDot,
  IconClick,
  IconCoin,
  IconFlagCheck,
  IconHeartHandshake,
  IconLifebuoy,
  IconMail,
  IconMoodSmile,
  IconNote,
  IconPhone,
  IconReceipt,
  IconTrash,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../server/customers/schema/timeline.ts';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import classes from './timeline.module.css';

const ICON_PX = 15;

/** By the first word of an entry's kind. */
const ICONS: Record<string, typeof IconNote> = {
  note: IconNote,
  call: IconPhone,
  meeting: IconUsers,
  task: IconCheckbox,
  stage: IconArrowsExchange,
  owner: IconUserCheck,
  onboarding: IconFlagCheck,
  deal: IconBriefcase,
  subscription: IconReceipt,
  ticket: IconLifebuoy,
  answer: IconMoodSmile,
  survey: IconMoodSmile,
  churn: IconArrowsExchange,
  click: IconClick,
  lead: IconHeartHandshake,
  sale: IconCoin,
  commission: IconCoin,
  payout: IconCoin,
  affiliate: IconHeartHandshake,
  invitation: IconMail,
  message: IconMail,
};

interface TimelineLineProps {
  entry: Jsonified<TimelineEntry>;
  isLast: boolean;
}

export function TimelineLine({ entry, isLast }: TimelineLineProps) {
  const { t } = useTranslation();
  const can = useCan();
  const Icon = ICONS[entry.kind.split(/[._]/)[0] ?? ''] ?? IconCircleDot;
  return (
    <div className={classes.line} data-last={isLast || undefined}>
      <span className={classes.mark}>
        <Icon size={ICON_PX} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.body}>
        <Text size="sm" component="div" className={classes.text}>
          {entry.text}
          {entry.amountMinor !== null && (
            <>
              {' '}
              <Text span inherit fw={600}>
                <Money amountMinor={entry.amountMinor} currency={entry.currency} />
              </Text>
            </>
          )}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <DateTime at={entry.at} form="dateTime" />
          {entry.personName && ` · ${entry.personName}`}
          {Boolean(entry.values.isEdited) && ` · ${t('people:activity.edited')}`}
        </Text>
        <Said entry={entry} />
      </div>
      {entry.activityId && can('accounts.write') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          ml="auto"
          aria-label={t('people:activity.delete', { text: entry.text })}
          onClick={() => entry.activityId && remove(entry.activityId, t('people:activity.deleted'))}
        >
          <IconTrash size={ICON_PX} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

/** How a call or a meeting went, and what comes next. */
function Said({ entry: { values } }: { entry: Jsonified<TimelineEntry> }) {
  const { t } = useTranslation();
  const facts = [
    values.outcome && t(`people:activity.outcome.${values.outcome}`),
    values.durationMinutes && t('people:activity.lasted', { count: Number(values.durationMinutes) }),
    values.nextStep && t('people:activity.next', { step: String(values.nextStep) }),
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {facts.join(' · ')}
    </Text>
  );
}

/** Deletes at once, and offers to take that back. */
async function remove(id: string, words: string): Promise<void> {
  const putBack = () =>
    api
      .post(`/activities/${id}/restoration`)
      .then(() => queryClient.invalidateQueries())
      .catch(tellFailed);
  await api
    .delete(`/activities/${id}`)
    .then(() => tellDone(words, putBack))
    .catch(tellFailed);
  await queryClient.invalidateQueries();
}
