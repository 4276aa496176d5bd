import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { rolesQuery } from '../queries.ts';

/** What a role is called: built-in ones by the reader's language, others as somebody named them. */
export function roleName(t: TFunction, { key, name }: { key: string; name: string | null }): string {
  return name ?? t(`role.${key}`);
}

/** The roles that a colleague can have, to choose from; affiliates come by the program. */
export function useRoleChoices(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const { data } = useQuery(rolesQuery);
  const roles = (data?.data ?? []).filter(({ key }) => key !== 'affiliate');
  return roles.map((role) => ({ value: role.key, label: roleName(t, role) }));
}
