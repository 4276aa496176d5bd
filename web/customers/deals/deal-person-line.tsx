import { ActionIcon, Group, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { tellFailed } from '../../ui/toast.tsx';
import { type Part, PartFields } from '../stakeholders/part-fields.tsx';
import { StakeholderName } from '../stakeholders/person-name.tsx';
import type { DealRecord } from './queries.ts';

type Person = DealRecord['people'][number];

/** Somebody's part in the deal, changed on the spot. */
export function DealPersonLine({ dealId, person }: { dealId: string; person: Person }) {
  const { t } = useTranslation();
  const can = useCan();
  const address = `/deals/${dealId}/people/${person.personId}`;
  const { role, influence, attitude, strength } = person;
  const change = useMutation({
    mutationFn: (part: Partial<Record<Part, string | null>>) =>
      api.put(address, { role, influence, attitude, strength, ...part }),
    onError: tellFailed,
  });
  const remove = useMutation({ mutationFn: () => api.delete(address), onError: tellFailed });
  return (
    <Stack gap={6}>
      <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
        <StakeholderName person={person} />
        {can('deals.write') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('deals:people.remove', { name: person.name ?? person.email ?? '–' })}
            onClick={() => remove.mutate()}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      <PartFields person={person} to="toDeal" isReadOnly={!can('deals.write')} onChange={change.mutate} />
    </Stack>
  );
}
