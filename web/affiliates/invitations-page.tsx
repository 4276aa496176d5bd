import { Badge, Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { AffiliateLink } from './affiliate-link.tsx';
import { GroupName } from './groups/group-name.tsx';
import { OfferName } from './offer-name.tsx';
import { type InvitationRow, useInvitations } from './queries.ts';

const COLORS: Record<InvitationRow['state'], string> = { open: 'blue', accepted: 'teal', expired: 'gray' };
const STATES = Object.keys(COLORS) as InvitationRow['state'][];

const route = getRouteApi('/shell/affiliate-invitations');

/** Who was asked to join, with which words, and what came of it. */
export function InvitationsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('affiliates:invitations.title')} detail={t('affiliates:invitations.detail')} />
      <Panel isFlush>
        <FilterBar
          filters={[
            {
              kind: 'choice',
              name: 'state',
              label: t('affiliates:column.state'),
              options: STATES.map((value) => ({
                value,
                label: t(`affiliates:invitations.state.${value}`),
              })),
            },
          ]}
          values={filters}
          onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
        />
        <DataTable
          label={t('affiliates:invitations.title')}
          columns={useColumns()}
          pages={useInvitations(filters)}
          rowKey={({ id }) => id}
          empty={filters.state ? <EmptyState title={t('table.nothingMatches')} /> : <NobodyInvited />}
        />
      </Panel>
    </>
  );
}

function useColumns(): Column<InvitationRow>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      label: t('affiliates:column.name'),
      isTitle: true,
      cell: ({ name, affiliateId }) => (affiliateId ? <AffiliateLink id={affiliateId} name={name} /> : name),
    },
    { id: 'email', label: t('affiliates:column.email'), cell: ({ email }) => email },
    {
      id: 'offer',
      label: t('affiliates:column.offer'),
      cell: ({ offerId }) => <OfferName id={offerId} />,
    },
    {
      id: 'group',
      label: t('affiliates:column.group'),
      cell: ({ groupId }) => <GroupName id={groupId} />,
    },
    { id: 'subject', label: t('affiliates:column.subject'), cell: ({ subject }) => subject },
    {
      id: 'state',
      label: t('affiliates:column.state'),
      cell: ({ state }) => (
        <Badge color={COLORS[state]} variant="light" tt="none">
          {t(`affiliates:invitations.state.${state}`)}
        </Badge>
      ),
    },
    {
      id: 'sent',
      label: t('affiliates:column.sent'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      id: 'answered',
      label: t('affiliates:column.accepted'),
      align: 'right',
      cell: ({ acceptedAt }) => <DateTime at={acceptedAt} />,
    },
  ];
}

function NobodyInvited() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('affiliates:invitations.none')}
      detail={t('affiliates:invitations.noneDetail')}
      action={
        <Button component={Link} to="/ranking">
          {t('affiliates:empty.action')}
        </Button>
      }
    />
  );
}
