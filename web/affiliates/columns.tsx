import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { AffiliateLink } from './affiliate-link.tsx';
import { Decisions } from './decisions.tsx';
import { GroupName } from './groups/group-name.tsx';
import type { AffiliateRow } from './queries.ts';
import { AffiliateStatusBadge } from './status-badge.tsx';

export function useAffiliateColumns(): Column<AffiliateRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  const columns: Column<AffiliateRow>[] = [
    {
      id: 'name',
      label: t('affiliates:column.name'),
      sortBy: 'name',
      isTitle: true,
      cell: ({ id, name, email }) => <AffiliateLink id={id} name={name || email} />,
    },
    { id: 'email', label: t('affiliates:column.email'), cell: ({ email }) => email },
    {
      id: 'status',
      label: t('affiliates:column.status'),
      cell: ({ status }) => <AffiliateStatusBadge status={status} />,
    },
    {
      id: 'group',
      label: t('affiliates:column.group'),
      sortBy: 'group',
      cell: ({ groupId }) => <GroupName id={groupId} />,
    },
    {
      id: 'source',
      label: t('affiliates:column.source'),
      cell: ({ source }) => t(`affiliates:source.${source}`),
    },
    {
      id: 'joined',
      label: t('affiliates:column.joined'),
      sortBy: 'created',
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ];
  if (!can('affiliates.approve')) return columns;
  return [
    ...columns,
    {
      id: 'decisions',
      label: t('affiliates:column.decisions'),
      isLabelHidden: true,
      align: 'right',
      cell: (affiliate) => <Decisions affiliate={affiliate} isSmall />,
    },
  ];
}
