import { Text } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBriefcase,
  IconCircleDot,
  IconClick,
  IconCoin,
  IconFlagCheck,
  IconHeartHandshake,
  IconLifebuoy,
  IconMail,
  IconMoodSmile,
  IconNote,
  IconReceipt,
  IconUserCheck,
} from '@tabler/icons-react';
import type { TimelineEntry } from '../../../server/customers/schema/timeline.ts';
import type { Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import classes from './timeline.module.css';

const ICON_PX = 15;

/** By the first word of an entry's kind. */
const ICONS: Record<string, typeof IconNote> = {
  note: IconNote,
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
        </Text>
      </div>
    </div>
  );
}
