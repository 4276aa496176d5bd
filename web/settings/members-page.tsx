import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { Loaded } from '../ui/states.tsx';
import { InviteMemberDialog } from './invite-member-dialog.tsx';
import { MemberTable } from './member-table.tsx';
import { memberInvitationsQuery, membersQuery } from './queries.ts';
import { roleName } from './roles/role-name.ts';

/** Colleagues, their roles, and the invitations that are still open. */
export function MembersPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [isInviting, inviting] = useDisclosure(false);
  const members = useQuery(membersQuery);
  const invitations = useQuery(memberInvitationsQuery);
  return (
    <>
      <PageHeader
        title={t('settings:members.title')}
        detail={t('settings:members.detail')}
        actions={
          can('members.write') && (
            <Button leftSection={<IconUserPlus size={16} />} onClick={inviting.open}>
              {t('settings:members.invite')}
            </Button>
          )
        }
      />
      <Stack>
        <Panel isFlush>
          <Loaded query={members}>{({ data }) => <MemberTable members={data} />}</Loaded>
        </Panel>
        {(invitations.data?.data.length ?? 0) > 0 && (
          <Panel title={t('settings:members.open')} isFlush>
            <SimpleTable
              label={t('settings:members.open')}
              rows={invitations.data?.data ?? []}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: 'email',
                  label: t('settings:members.email'),
                  isTitle: true,
                  cell: ({ email }) => email,
                },
                {
                  id: 'role',
                  label: t('settings:members.role'),
                  cell: ({ role, roleName: name }) => roleName(t, { key: role, name }),
                },
                {
                  id: 'expires',
                  label: t('settings:members.expires'),
                  align: 'right',
                  cell: ({ expiresAt }) => <DateTime at={expiresAt} />,
                },
              ]}
            />
          </Panel>
        )}
      </Stack>
      <InviteMemberDialog isOpen={isInviting} onClose={inviting.close} />
    </>
  );
}
