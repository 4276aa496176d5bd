import { ActionIcon, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowsExchange,
  IconBriefcase,
  IconCheckbox,
  IconCircleDot,
  IconClick,
  IconClock,
  IconCoin,
  IconFlagCheck,
  IconHeartHandshake,
  IconLifebuoy,
  IconMail,
  IconMoodSmile,
  IconNote,
  IconPaperclip,
  IconPencil,
  IconPhone,
  IconReceipt,
  IconTrash,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../server/customers/schema/timeline.ts';
import { useCan } from '../../shell/session.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { Attachments } from '../files/attachments.tsx';
import type { FileOf } from '../files/queries.ts';
import { deleteActivity } from './delete-activity.ts';
import { EditActivityDialog } from './edit-activity-dialog.tsx';
import classes from './timeline.module.css';

const ICON_PX = 15;

/** By the first word of an entry's kind. */
const ICONS: Record<string, typeof IconNote> = {
  note: IconNote,
  call: IconPhone,
  meeting: IconUsers,
  work: IconClock,
  file: IconPaperclip,
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
  /** Whose timeline it is. */
  of: FileOf;
  entry: Jsonified<TimelineEntry>;
  isLast: boolean;
}

export function TimelineLine({ of, entry, isLast }: TimelineLineProps) {
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
        {entry.activityId && <Attachments of={of} activityId={entry.activityId} />}
      </div>
      {entry.activityId && can('accounts.write') && <ActivityActs id={entry.activityId} text={entry.text} />}
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

function ActivityActs({ id, text }: { id: string; text: string }) {
  const { t } = useTranslation();
  const [isEditing, editing] = useDisclosure(false);
  return (
    <Group gap={0} wrap="nowrap" ml="auto">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('people:activity.edit', { text })}
        onClick={editing.open}
      >
        <IconPencil size={ICON_PX} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('people:activity.delete', { text })}
        onClick={() => deleteActivity(id, t('people:activity.deleted'))}
      >
        <IconTrash size={ICON_PX} aria-hidden />
      </ActionIcon>
      {isEditing && <EditActivityDialog id={id} onClose={editing.close} />}
    </Group>
  );
}
