import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { CallsPanel } from './calls-panel.tsx';
import { KeyTable } from './key-table.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { postbackKeysQuery } from './queries.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The addresses to which trackers report, and what they say. */
export function PostbacksPage() {
  const { t } = useTranslation();
  const [isAdding, adding] = useDisclosure(false);
  const keys = useQuery(postbackKeysQuery);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('connections:intake.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('connections:intake.title')}
        detail={t('connections:intake.detail')}
        actions={add}
      />
      <Loaded query={keys}>
        {({ data }) => (
          <Stack gap="lg">
            <Panel title={t('connections:intake.keys')} detail={t('connections:intake.keysHint')} isFlush>
              {data.length > 0 ? (
                <KeyTable keys={data} />
              ) : (
                <EmptyState
                  title={t('connections:intake.none')}
                  detail={t('connections:intake.noneDetail')}
                  action={add}
                />
              )}
            </Panel>
            <WaitingPanel />
            <CallsPanel keys={data} />
          </Stack>
        )}
      </Loaded>
      {isAdding && <NewKeyDialog onClose={adding.close} />}
    </>
  );
}
