import { Button, Code, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../server/signals/schema/source.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { NewSourceDialog } from './new-source-dialog.tsx';
import { SourceTable } from './source-table.tsx';

/** Where events come in: a write key for each sender. */
export function SourcesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  const sources = useQuery({
    queryKey: ['/sources'],
    queryFn: () => api.get<{ data: Source[] }>('/sources'),
  });
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
          <Code block>{exampleFor(sources.data?.data[0]?.writeKey ?? 'WRITE_KEY')}</Code>
        </Panel>
      </Stack>
      {isAdding && <NewSourceDialog onClose={adding.close} />}
    </>
  );
}

function exampleFor(writeKey: string): string {
  return [
    "import { Analytics } from '@segment/analytics-node';",
    '',
    `const analytics = new Analytics({ writeKey: '${writeKey}', host: '${window.location.origin}' });`,
    "analytics.group({ userId: 'u_1', groupId: 'acme', traits: { name: 'Acme', plan: 'Pro' } });",
    "analytics.track({ userId: 'u_1', event: 'Report Created', context: { groupId: 'acme' } });",
  ].join('\n');
}
