import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Influence, influenceOf, WEIGHT_OF } from '../../../server/customers/influence.ts';
import type { AccountPerson } from '../../../server/customers/schema/person.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import { NewPersonDialog } from '../people/new-person-dialog.tsx';
import { StakeholderMap } from '../stakeholders/map.tsx';
import { type Part, PartFields } from '../stakeholders/part-fields.tsx';
import { StakeholderName } from '../stakeholders/person-name.tsx';
import type { Stakeholder } from '../stakeholders/stakeholder.ts';
import { type AccountRecord, accountPeopleQuery } from './queries.ts';

const DRAWN = 24;

type AccountStakeholder = Jsonified<AccountPerson> & Stakeholder;

/** Of whom more is known than that they are there. */
const isPlaced = ({ role, attitude }: AccountStakeholder) => role !== null || attitude !== null;

const stakeholders = (people: Jsonified<AccountPerson>[]): AccountStakeholder[] =>
  people.map((person) => ({ ...person, influence: influenceOf(person.weight) }));

/** Who is there, and their part in the decision to buy. */
export function AccountPeople({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const people = useQuery(accountPeopleQuery(account.id));
  return (
    <Panel
      title={t('people:ofAccount')}
      detail={t('people:ofAccountDetail')}
      actions={
        can('accounts.write') && (
          <Button size="compact-sm" variant="default" onClick={adding.open}>
            {t('people:add')}
          </Button>
        )
      }
    >
      {isAdding && <NewPersonDialog account={account} onClose={adding.close} />}
      <Loaded query={people} lines={3}>
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('people:nobody')}
            </Text>
          ) : (
            <Stack gap="xs">
              {stakeholders(data).some(isPlaced) && (
                <StakeholderMap people={stakeholders(data).filter(isPlaced).slice(0, DRAWN)} to="toUs" />
              )}
              {stakeholders(data).map((person) => (
                <PersonLine key={person.personId} accountId={account.id} person={person} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}

interface PersonLineProps {
  accountId: string;
  person: AccountStakeholder;
}

/** The role at once; how much their word counts and how they stand to us behind a click. */
function PersonLine({ accountId, person }: PersonLineProps) {
  const { t } = useTranslation();
  const can = useCan();
  const [isOpen, more] = useDisclosure(false);
  const { personId, role, weight, attitude, strength } = person;
  const change = useMutation({
    mutationFn: ({ influence, ...part }: Partial<Record<Part, string | null>>) =>
      api.put(`/accounts/${accountId}/stakeholders/${personId}`, {
        ...{ role, weight, attitude, strength, ...part },
        ...(influence !== undefined && { weight: influence && WEIGHT_OF[influence as Influence] }),
      }),
    onError: tellFailed,
  });
  const isReadOnly = !can('accounts.write');
  const name = person.name ?? person.email ?? '–';
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <StakeholderName person={person} />
        <Button
          variant={role ? 'light' : 'default'}
          size="compact-xs"
          style={{ flex: 'none' }}
          rightSection={<IconChevronDown size={12} />}
          aria-expanded={isOpen}
          aria-label={t('people:part.open', {
            name,
            role: role ? t(`customers:role.${role}`) : t('people:noRole'),
          })}
          onClick={more.toggle}
        >
          {role ? t(`customers:role.${role}`) : t('people:noRole')}
        </Button>
      </Group>
      {isOpen && <PartFields person={person} to="toUs" isReadOnly={isReadOnly} onChange={change.mutate} />}
    </Stack>
  );
}
