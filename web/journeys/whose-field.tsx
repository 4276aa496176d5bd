import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnerOptions } from '../customers/queries.ts';
import { useRoleChoices } from '../settings/roles/role-name.ts';
import type { Step } from './queries.ts';

const OWNER = 'owner';
const ROLE = 'role:';

interface WhoseFieldProps {
  step: Pick<Step, 'assigneeId' | 'assigneeRole'>;
  onChange(whose: Pick<Step, 'assigneeId' | 'assigneeRole'>): void;
  error?: ReactNode;
}

/** Whose a step is: the account owner's, whoever's of a role, or one colleague's. */
export function WhoseField({ step, onChange, error }: WhoseFieldProps) {
  const { t } = useTranslation();
  const owners = useOwnerOptions();
  const roles = useRoleChoices();
  const data = [
    { value: OWNER, label: t('playbooks:form.owner') },
    {
      group: t('playbooks:form.roles'),
      items: roles.map(({ value, label }) => ({ value: `${ROLE}${value}`, label })),
    },
    { group: t('playbooks:form.colleagues'), items: owners },
  ];
  const value = step.assigneeId ?? (step.assigneeRole ? `${ROLE}${step.assigneeRole}` : OWNER);
  return (
    <Select
      label={t('playbooks:form.whose')}
      data={data}
      value={value}
      onChange={(chosen: string | null) => {
        const role = chosen?.startsWith(ROLE) ? chosen.slice(ROLE.length) : null;
        const isColleague = chosen !== null && chosen !== OWNER && !role;
        onChange({ assigneeId: isColleague ? chosen : null, assigneeRole: role });
      }}
      allowDeselect={false}
      error={error}
    />
  );
}
