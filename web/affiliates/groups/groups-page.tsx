import { Anchor, Button, Group } from '@mantine/core';
import { IconCalendarDollar, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupTerms } from '../../../server/payouts/timing/schema.ts';
import { GroupTermsDialog } from '../../payouts/group-terms-dialog.tsx';
import { GroupTermsWords } from '../../payouts/group-terms-words.tsx';
import { useGroupTerms } from '../../payouts/queries.ts';
import { useCan } from '../../shell/session.ts';
import { useFormat } from '../../ui/format.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { type GroupRow, useGroups } from './queries.ts';
import { RemoveGroupDialog } from './remove-group-dialog.tsx';

/** The names under which affiliates are kept together. */
export function GroupsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const groups = useGroups();
  const [edited, edit] = useState<GroupRow | 'new' | null>(null);
  const [removed, remove] = useState<GroupRow | null>(null);
  const [termsOf, editTerms] = useState<GroupTerms | null>(null);
  const add = can('affiliates.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('affiliates:groups.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('affiliates:groups.title')} detail={t('affiliates:groups.detail')} actions={add} />
      <Loaded query={groups}>
        {(shown) => (
          <Panel isFlush>
            {shown.length > 0 ? (
              <GroupTable groups={shown} onEdit={edit} onEditTerms={editTerms} onRemove={remove} />
            ) : (
              <EmptyState
                title={t('affiliates:groups.noneYet')}
                detail={t('affiliates:groups.noneYetDetail')}
                action={add}
              />
            )}
          </Panel>
        )}
      </Loaded>
      {edited && <GroupDialog group={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
      {termsOf && <GroupTermsDialog terms={termsOf} onClose={() => editTerms(null)} />}
      {removed && <RemoveGroupDialog group={removed} onClose={() => remove(null)} />}
    </>
  );
}

interface GroupTableProps {
  groups: GroupRow[];
  onEdit(group: GroupRow): void;
  onEditTerms(terms: GroupTerms): void;
  onRemove(group: GroupRow): void;
}

function GroupTable({ groups, ...acts }: GroupTableProps) {
  const { t } = useTranslation();
  const can = useCan();
  const { number } = useFormat();
  const terms = useGroupTerms(can('payouts.read')).data;
  const termsOf = (id: string) => terms?.find(({ groupId }) => groupId === id);
  return (
    <SimpleTable
      label={t('affiliates:groups.title')}
      rows={groups}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: t('affiliates:groups.name'), isTitle: true, cell: ({ name }) => name },
        {
          id: 'affiliates',
          label: t('affiliates:title'),
          align: 'right',
          cell: ({ id, affiliateCount }) => (
            <Anchor
              inherit
              renderRoot={(props) => <Link to="/affiliates" search={{ groupId: id }} {...props} />}
            >
              {number(affiliateCount)}
            </Anchor>
          ),
        },
        ...(can('payouts.read')
          ? [
              {
                id: 'payouts',
                label: t('payouts:terms.title'),
                cell: ({ id }: GroupRow) => <GroupTermsWords terms={termsOf(id)} />,
              },
            ]
          : []),
        {
          id: 'acts',
          label: t('affiliates:groups.acts'),
          isLabelHidden: true,
          align: 'right',
          cell: (group) => <GroupActs group={group} terms={termsOf(group.id)} {...acts} />,
        },
      ]}
    />
  );
}

interface GroupActsProps extends Omit<GroupTableProps, 'groups'> {
  group: GroupRow;
  terms: GroupTerms | undefined;
}

function GroupActs({ group, terms, onEdit, onEditTerms, onRemove }: GroupActsProps) {
  const { t } = useTranslation();
  const can = useCan();
  const label = (act: string) => `${act}: ${group.name}`;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {terms && can('payouts.create') && (
        <ToolButton
          label={label(t('payouts:terms.edit'))}
          icon={<IconCalendarDollar size={16} />}
          onClick={() => onEditTerms(terms)}
        />
      )}
      {can('affiliates.write') && (
        <>
          <ToolButton
            label={label(t('affiliates:groups.rename'))}
            icon={<IconPencil size={16} />}
            onClick={() => onEdit(group)}
          />
          <ToolButton
            label={label(t('affiliates:groups.remove'))}
            icon={<IconTrash size={16} />}
            onClick={() => onRemove(group)}
          />
        </>
      )}
    </Group>
  );
}
