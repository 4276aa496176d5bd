import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import { accountPeopleQuery } from '../accounts/queries.ts';
import { RecordPicker } from '../record-picker.tsx';
import { StakeholderMap } from '../stakeholders/map.tsx';
import type { Part } from '../stakeholders/part-fields.tsx';
import { DealPersonLine } from './deal-person-line.tsx';
import type { DealRecord } from './queries.ts';

const OFFERED = 6;

/** Who takes part in the deal, and how they stand to it. */
export function DealPeople({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Panel title={t('deals:people.title')} detail={t('deals:people.detail')}>
      <Stack>
        {deal.people.length > 0 && <StakeholderMap people={deal.people} to="toDeal" />}
        {deal.people.map((person) => (
          <DealPersonLine key={person.personId} dealId={deal.id} person={person} />
        ))}
        {deal.people.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('deals:people.none')}
          </Text>
        )}
        {can('deals.write') && <AddPeople deal={deal} />}
      </Stack>
    </Panel>
  );
}

/** The account's people with one press, anybody else by name. */
function AddPeople({ deal }: { deal: DealRecord }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...accountPeopleQuery(deal.accountId ?? ''),
    enabled: deal.accountId !== null,
  });
  const known = new Set(deal.people.map(({ personId }) => personId));
  const others = (data?.data ?? []).filter(({ personId }) => !known.has(personId)).slice(0, OFFERED);
  const add = useMutation({
    mutationFn: ({ personId, ...part }: { personId: string } & Partial<Record<Part, string | null>>) =>
      api.put(`/deals/${deal.id}/people/${personId}`, { role: null, ...part }),
    onError: tellFailed,
  });
  return (
    <Group gap="xs" align="flex-end">
      <RecordPicker
        // Empty again for the next one.
        key={deal.people.length}
        object="person"
        size="xs"
        label={t('deals:people.add')}
        value={null}
        onChange={(personId) => personId && add.mutate({ personId })}
      />
      {others.map(({ personId, name, email, role, attitude, strength }) => (
        <Button
          key={personId}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => add.mutate({ personId, role, attitude, strength })}
        >
          {name ?? email}
        </Button>
      ))}
    </Group>
  );
}
