import { Badge } from '@mantine/core';
import { differenceInMinutes } from 'date-fns/differenceInMinutes';
import { useTranslation } from 'react-i18next';
import type { Subscription, SurveyAnswer, Ticket } from '../../../server/signals/schema/views.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { Money, NoData } from '../../ui/money.tsx';
import { Count, Duration } from '../../ui/numbers.tsx';
import { usePages } from '../../ui/pages.ts';
import { EmptyState } from '../../ui/states.tsx';

interface TabProps {
  accountId: string;
}

export function TicketsTab({ accountId }: TabProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`accounts:ticket.${field}`);
  return (
    <DataTable
      label={t('accounts:tab.tickets')}
      pages={usePages<Ticket>(`/accounts/${accountId}/tickets`)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={label('none')} />}
      columns={[
        {
          id: 'subject',
          label: label('subject'),
          isTitle: true,
          cell: ({ subject, externalId }) => subject ?? externalId,
        },
        {
          id: 'priority',
          label: label('priority'),
          cell: ({ priority, isEscalated }) => (
            <Badge color={priority === 'urgent' || isEscalated ? 'red' : 'gray'} variant="outline" tt="none">
              {t(`accounts:priority.${priority}`)}
            </Badge>
          ),
        },
        {
          id: 'opened',
          label: label('opened'),
          align: 'right',
          cell: ({ openedAt }) => <DateTime at={openedAt} />,
        },
        {
          id: 'closed',
          label: label('closed'),
          align: 'right',
          cell: ({ closedAt }) => <DateTime at={closedAt} />,
        },
        {
          id: 'response',
          label: label('response'),
          align: 'right',
          cell: ({ firstResponseMinutes }) => <Duration minutes={firstResponseMinutes} />,
        },
        {
          id: 'resolution',
          label: label('resolution'),
          align: 'right',
          cell: ({ openedAt, closedAt }) => <Duration minutes={minutesBetween(openedAt, closedAt)} />,
        },
        {
          id: 'reopened',
          label: label('reopened'),
          align: 'right',
          cell: ({ reopenCount }) => <Count value={reopenCount} />,
        },
      ]}
    />
  );
}

function minutesBetween(from: string, to: string | null): number | null {
  return to === null ? null : differenceInMinutes(to, from);
}

export function SurveysTab({ accountId }: TabProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`accounts:answer.${field}`);
  return (
    <DataTable
      label={t('accounts:tab.surveys')}
      pages={usePages<SurveyAnswer>(`/accounts/${accountId}/survey-answers`)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={label('none')} />}
      columns={[
        { id: 'survey', label: label('survey'), isTitle: true, cell: ({ survey }) => survey },
        { id: 'wave', label: label('wave'), cell: ({ wave }) => wave },
        { id: 'score', label: label('score'), align: 'right', cell: ({ score }) => <Count value={score} /> },
        { id: 'comment', label: label('comment'), cell: ({ comment }) => comment ?? <NoData /> },
        {
          id: 'at',
          label: label('at'),
          align: 'right',
          cell: ({ answeredAt }) => <DateTime at={answeredAt} />,
        },
      ]}
    />
  );
}

export function SubscriptionsTab({ accountId }: TabProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`accounts:subscription.${field}`);
  return (
    <DataTable
      label={t('accounts:tab.subscriptions')}
      pages={usePages<Subscription>(`/accounts/${accountId}/subscriptions`)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={label('none')} />}
      columns={[
        {
          id: 'plan',
          label: label('plan'),
          isTitle: true,
          cell: ({ plan, externalId, isTrial }) => (
            <>
              {plan ?? externalId}{' '}
              {isTrial && (
                <Badge variant="outline" tt="none">
                  {label('trial')}
                </Badge>
              )}
            </>
          ),
        },
        {
          id: 'mrr',
          label: t('accounts:field.mrr'),
          align: 'right',
          cell: ({ mrrMinor, currency }) => <Money amountMinor={mrrMinor} currency={currency} />,
        },
        {
          id: 'seats',
          label: t('accounts:field.seats'),
          align: 'right',
          cell: ({ seats }) => <Count value={seats} />,
        },
        {
          id: 'period',
          label: label('period'),
          cell: ({ billingPeriod }) => t(`accounts:period.${billingPeriod}`),
        },
        {
          id: 'started',
          label: label('started'),
          align: 'right',
          cell: ({ startedOn }) => <DateTime at={startedOn} />,
        },
        {
          id: 'ended',
          label: label('ended'),
          align: 'right',
          cell: ({ endedOn }) => <DateTime at={endedOn} />,
        },
      ]}
    />
  );
}
