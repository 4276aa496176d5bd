import { Anchor, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPersonDialog } from '../customers/people/new-person-dialog.tsx';
import { queryClient } from '../shell/query-client.ts';
import { useCan } from '../shell/session.ts';
import { NoData } from '../ui/money.tsx';
import { tellFailed, tellProblem } from '../ui/toast.tsx';
import { awaitRanked } from './await-ranked.ts';
import { askRankedPeople } from './queries.ts';

/** Where nobody is known whom one could ask: the way to name somebody. */
export function AddPerson({ account }: { account: { id: string; name: string } }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const [isAwaited, setAwaited] = useState(false);
  if (!can('accounts.write')) return <NoData />;
  const onCreated = async (personId: string) => {
    setAwaited(true);
    try {
      const isThere = await awaitRanked(personId, () => askRankedPeople(account.id));
      if (!isThere) tellProblem(t('people:add'), t('people:late', { account: account.name }));
    } catch (error) {
      tellFailed(error);
    }
    await queryClient.invalidateQueries({ queryKey: ['/ranking'] });
    setAwaited(false);
  };
  if (isAwaited)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('people:awaited')}
      </Text>
    );
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={adding.open}
        aria-label={t('people:newOf', { account: account.name })}
      >
        {t('people:add')}
      </Anchor>
      {isAdding && <NewPersonDialog account={account} onClose={adding.close} onCreated={onCreated} />}
    </>
  );
}
