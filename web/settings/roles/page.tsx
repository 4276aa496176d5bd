import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../server/workspace/roles/schema.ts';
import { useCan } from '../../shell/session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { rolesQuery } from '../queries.ts';
import { RemoveRoleDialog } from './remove-role-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { RoleTable } from './table.tsx';

const BLANK: Role = {
  ...{ key: '', name: '', permissions: [], rowScope: 'all', isBuiltIn: false, isFixed: false },
  ...{ isChanged: false, memberCount: 0, invitationCount: 0 },
};

/** What the roles of the workspace may do, and whose records they reach. */
export function RolesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const roles = useQuery(rolesQuery);
  const [opened, setOpened] = useState<{ role: Role; isNew: boolean } | null>(null);
  const [leaving, setLeaving] = useState<Role | null>(null);
  return (
    <>
      <PageHeader
        title={t('access:roles.title')}
        detail={t('access:roles.detail')}
        actions={
          can('roles.write') && (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => setOpened({ role: BLANK, isNew: true })}
            >
              {t('access:roles.new')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <Loaded query={roles}>
          {({ data }) => (
            <RoleTable
              roles={data}
              onOpen={(role) => setOpened({ role, isNew: false })}
              onCopy={(role) => setOpened({ role, isNew: true })}
              onRemove={setLeaving}
            />
          )}
        </Loaded>
      </Panel>
      {opened && <RoleDialog {...opened} onClose={() => setOpened(null)} />}
      {leaving && <RemoveRoleDialog role={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
