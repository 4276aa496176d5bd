import { Anchor } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { NewPersonDialog } from '../customers/people/new-person-dialog.tsx';
import { queryClient } from '../shell/query-client.ts';
import { useCan } from '../shell/session.ts';
import { NoData } from '../ui/money.tsx';

/** Changes are gathered for some seconds before they are scored. */
const SCORED_AFTER_MS = 8_000;

/** Where nobody is known whom one could ask: the way to name somebody. */
export function AddPerson({ account }: { account: { id: string; name: string } }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  if (!can('accounts.write')) return <NoData />;
  const close = () => {
    adding.close();
    setTimeout(() => void queryClient.invalidateQueries(), SCORED_AFTER_MS);
  };
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
      {isAdding && <NewPersonDialog account={account} onClose={close} />}
    </>
  );
}
