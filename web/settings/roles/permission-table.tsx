import { Checkbox, Fieldset, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NEEDS_ALL_ROWS, type Permission } from '../../../server/workspace/permissions.ts';
import { useCan } from '../../shell/session.ts';
import { AREAS } from './areas.ts';

interface PermissionTableProps {
  value: readonly string[];
  /** Some of them go only with a role that reaches all. */
  reachesAll: boolean;
  isReadOnly: boolean;
  onChange(value: string[]): void;
}

/** Everything that a role can be allowed, in words, by area. Nobody ticks what they may not do themselves. */
export function PermissionTable({ value, reachesAll, isReadOnly, onChange }: PermissionTableProps) {
  const { t } = useTranslation();
  const can = useCan();
  const reasonAgainst = (permission: Permission): string | undefined => {
    if (isReadOnly) return undefined;
    if (!reachesAll && NEEDS_ALL_ROWS.includes(permission)) return t('access:roles.needsAllRows');
    return can(permission) || value.includes(permission) ? undefined : t('access:roles.notYours');
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {AREAS.map(({ area, permissions }) => (
        <Fieldset key={area} legend={t(`access:area.${area}`)}>
          <Stack gap="xs">
            {permissions.map((permission) => {
              const against = reasonAgainst(permission);
              const isTicked =
                value.includes(permission) && (reachesAll || !NEEDS_ALL_ROWS.includes(permission));
              return (
                <Checkbox
                  key={permission}
                  label={t(`access:can.${permission}`)}
                  description={against}
                  checked={isTicked}
                  disabled={isReadOnly || against !== undefined}
                  onChange={({ currentTarget: { checked } }) =>
                    onChange(checked ? [...value, permission] : value.filter((one) => one !== permission))
                  }
                />
              );
            })}
          </Stack>
        </Fieldset>
      ))}
    </SimpleGrid>
  );
}
