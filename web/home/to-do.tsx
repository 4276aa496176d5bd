import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { HealthBadge } from '../ui/health-badge.tsx';
import { Money } from '../ui/money.tsx';
import { Count } from '../ui/numbers.tsx';
import { atRiskQuery, failedImportsQuery, toApproveQuery, toDecideQuery, toInviteQuery } from './queries.ts';
import { TaskLine, TaskPanel } from './task-panel.tsx';

/** The lists that wait for a person; each shows only to those who can act on it. */
export function ToDo() {
  const can = useCan();
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      {can('success.read') && <PeopleToInvite />}
      {can('success.read') && <AccountsAtRisk />}
      {can('payouts.read') && <PayoutsToApprove />}
      {can('fraud.decide') && <CasesToDecide />}
      {can('imports.write') && <FailedImports />}
    </SimpleGrid>
  );
}

function PeopleToInvite() {
  const { t } = useTranslation();
  const query = useQuery(toInviteQuery);
  return (
    <TaskPanel
      title={t('home:invite.title')}
      to="/ranking"
      all={t('home:all')}
      none={t('home:invite.none')}
      query={query}
      count={query.data?.freshness.eligible}
      lines={query.data?.data.map(({ account, score, people, reasons }) => (
        <TaskLine
          key={account.id}
          to="/ranking"
          search={{ account: account.id }}
          name={people[0]?.name ?? people[0]?.email ?? account.name}
          detail={[people[0] && account.name, reasons[0]?.text].filter(Boolean).join(' · ')}
          figure={<Count value={score} />}
        />
      ))}
    />
  );
}

function AccountsAtRisk() {
  const { t } = useTranslation();
  const query = useQuery(atRiskQuery);
  return (
    <TaskPanel
      title={t('home:risk.title')}
      to="/at-risk"
      all={t('home:all')}
      none={t('home:risk.none')}
      query={query}
      lines={query.data?.data.map(({ account, health, reasons, mrrAtRiskMinor }) => (
        <TaskLine
          key={account.id}
          to={`/accounts/${account.id}`}
          name={account.name}
          badge={<HealthBadge band={health.band} score={health.score} />}
          detail={reasons[0]?.text}
          figure={<Money amountMinor={mrrAtRiskMinor} currency={account.currency} isShort />}
        />
      ))}
    />
  );
}

function PayoutsToApprove() {
  const { t } = useTranslation();
  const query = useQuery(toApproveQuery);
  return (
    <TaskPanel
      title={t('home:payouts.title')}
      to="/payouts"
      all={t('home:all')}
      none={t('home:payouts.none')}
      query={query}
      lines={query.data?.data.map(({ id, lineCount, createdByName, createdAt, amountMinor, currency }) => (
        <TaskLine
          key={id}
          to={`/payouts/${id}`}
          name={t('home:payouts.line', { count: lineCount })}
          detail={
            <>
              {createdByName} · <DateTime at={createdAt} />
            </>
          }
          figure={<Money amountMinor={amountMinor} currency={currency} />}
        />
      ))}
    />
  );
}

function CasesToDecide() {
  const { t } = useTranslation();
  const query = useQuery(toDecideQuery);
  return (
    <TaskPanel
      title={t('home:fraud.title')}
      to="/fraud"
      all={t('home:all')}
      none={t('home:fraud.none')}
      query={query}
      lines={query.data?.data.map(({ id, affiliateName, reasons, stake: [stake] }) => (
        <TaskLine
          key={id}
          to={`/fraud/${id}`}
          name={affiliateName}
          detail={reasons[0]?.text}
          figure={stake && <Money amountMinor={stake.amountMinor} currency={stake.currency} />}
        />
      ))}
    />
  );
}

function FailedImports() {
  const { t } = useTranslation();
  const query = useQuery(failedImportsQuery);
  return (
    <TaskPanel
      title={t('home:imports.title')}
      to="/imports"
      all={t('home:all')}
      none={t('home:imports.none')}
      query={query}
      lines={query.data?.data.map(({ id, fileNames, createdAt, counts }) => (
        <TaskLine
          key={id}
          to={`/imports/${id}`}
          name={fileNames.join(', ')}
          detail={<DateTime at={createdAt} form="ago" />}
          figure={<Count value={counts.failed} />}
        />
      ))}
    />
  );
}
