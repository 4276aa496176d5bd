import { Button, Code, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { segmentExample } from './example-client.ts';
import { NewSourceDialog } from './new-source-dialog.tsx';
import { sourcesQuery } from './queries.ts';
import { SourceTable } from './source-table.tsx';

/** Where events come in: a write key for each sender. */
export function SourcesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const sources = useQuery(sourcesQuery);
  const add = can('signals.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      {t('sources:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('sources:title')} detail={t('sources:detail')} actions={add} />
      <Stack>
        <Panel isFlush>
          <Loaded query={sources}>
            {({ data }) =>
              data.length > 0 ? (
                <SourceTable sources={data} />
              ) : (
                <EmptyState title={t('sources:none')} detail={t('sources:noneDetail')} action={add} />
              )
            }
          </Loaded>
        </Panel>
        <Panel title={t('sources:howTo')}>
          <Code block>{segmentExample(sources.data?.data[0]?.writeKey)}</Code>
        </Panel>
      </Stack>
      {isAdding && <NewSourceDialog onClose={adding.close} />}
    </>
  );
}
