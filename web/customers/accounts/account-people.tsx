import { Anchor, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AccountPerson } from '../../../server/customers/schema/person.ts';
import { useCan } from '../../shell/session.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import { NewPersonDialog } from '../people/new-person-dialog.tsx';
import { type AccountRecord, accountPeopleQuery } from './queries.ts';

const ROLES = ['champion', 'influencer', 'decision_maker', 'user', 'blocker'];
const NO_ROLE = 'none';

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
              {data.map((person) => (
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
  person: Jsonified<AccountPerson>;
}

function PersonLine({ accountId, person }: PersonLineProps) {
  const { t } = useTranslation();
  const can = useCan();
  const { personId, name, email, title, role } = person;
  const shownName = name ?? email ?? '–';
  const change = useMutation({
    mutationFn: (wanted: string) =>
      api.put(`/accounts/${accountId}/stakeholders/${personId}`, {
        role: wanted === NO_ROLE ? null : wanted,
        weight: person.weight,
      }),
    onError: tellFailed,
  });
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Anchor
          size="sm"
          fw={550}
          c="var(--mantine-color-text)"
          renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
        >
          {shownName}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {title ?? email}
        </Text>
      </div>
      {can('accounts.write') ? (
        <Select
          aria-label={t('people:roleOf', { name: shownName })}
          size="xs"
          w={138}
          style={{ flex: 'none' }}
          data={[
            { value: NO_ROLE, label: t('people:noRole') },
            ...ROLES.map((value) => ({ value, label: t(`customers:role.${value}`) })),
          ]}
          value={role ?? NO_ROLE}
          onChange={(value) => value && change.mutate(value)}
        />
      ) : (
        <Text size="xs">{role && t(`customers:role.${role}`)}</Text>
      )}
    </Group>
  );
}
