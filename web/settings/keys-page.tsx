import { Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { KeyTable } from './key-table.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { keysQuery } from './queries.ts';

const REFERENCE = '/api/docs';

/** Keys for programs: made here, shown once, revoked here. */
export function KeysPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure(false);
  const keys = useQuery(keysQuery);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('settings:keys.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('settings:keys.title')}
        detail={
          <>
            {t('settings:keys.detail')}{' '}
            <Anchor inherit underline="always" href={REFERENCE}>
              {t('settings:keys.reference')}
            </Anchor>
          </>
        }
        actions={add}
      />
      <Panel isFlush>
        <Loaded query={keys}>
          {({ data }) =>
            data.length > 0 ? (
              <KeyTable keys={data} />
            ) : (
              <EmptyState
                title={t('settings:keys.none')}
                detail={t('settings:keys.noneDetail')}
                action={add}
              />
            )
          }
        </Loaded>
      </Panel>
      {isAdding && <NewKeyDialog onClose={adding.close} />}
    </>
  );
}
