import { Badge, Button, Code, Drawer, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Postback } from '../../../server/connections/postbacks/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { DeliveriesPanel } from '../deliveries/deliveries-panel.tsx';
import { ReceiverState } from '../deliveries/receiver-state.tsx';
import { PostbackActs } from './postback-acts.tsx';
import { PostbackDialog } from './postback-dialog.tsx';

export type PostbackView = Jsonified<Postback>;

interface PanelProps {
  /** Given by staff; without it the signed-in affiliate's own. */
  affiliateId?: string;
}

/** The trackers of one affiliate that are called, and what they answered. */
export function PostbacksPanel({ affiliateId }: PanelProps) {
  const { t } = useTranslation();
  const prefix = affiliateId ? '' : '/portal';
  const path = `${prefix}/postbacks`;
  const [isAdding, adding] = useDisclosure(false);
  const [logged, setLogged] = useState<PostbackView | null>(null);
  const postbacks = useQuery({
    queryKey: [path, affiliateId],
    queryFn: () => api.get<{ data: Postback[] }>(path, { affiliateId }),
  });
  return (
    <Panel
      title={t('connections:postbacks.title')}
      detail={t(affiliateId ? 'connections:postbacks.staffDetail' : 'connections:postbacks.detail')}
      actions={
        <Button size="xs" variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
          {t('connections:postbacks.new')}
        </Button>
      }
      isFlush
    >
      <Loaded query={postbacks}>
        {({ data }) =>
          data.length > 0 ? (
            <PostbackTable path={path} postbacks={data} onLog={setLogged} />
          ) : (
            <EmptyState
              title={t('connections:postbacks.none')}
              detail={t('connections:postbacks.noneDetail')}
            />
          )
        }
      </Loaded>
      {isAdding && (
        <PostbackDialog
          title={t('connections:postbacks.new')}
          action={t('action.add')}
          onClose={adding.close}
          send={async (values) => {
            await api.post<Postback>(path, { ...values, affiliateId });
            await queryClient.invalidateQueries({ queryKey: [path] });
            adding.close();
          }}
        />
      )}
      {logged && (
        <PostbackLog path={path} prefix={prefix} postback={logged} onClose={() => setLogged(null)} />
      )}
    </Panel>
  );
}

interface TableProps {
  path: string;
  postbacks: PostbackView[];
  onLog(postback: PostbackView): void;
}

function PostbackTable({ path, postbacks, onLog }: TableProps) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('connections:postbacks.title')}
      rows={postbacks}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'url',
          label: t('connections:postbacks.url'),
          isTitle: true,
          cell: ({ url }) => <Code style={{ wordBreak: 'break-all' }}>{url}</Code>,
        },
        {
          id: 'when',
          label: t('connections:postbacks.when'),
          cell: ({ eventTypes }) => (
            <Group gap={4}>
              {eventTypes.map((trigger) => (
                <Badge key={trigger} variant="default" tt="none" fw={500}>
                  {t(`connections:postbacks.trigger.${trigger}`)}
                </Badge>
              ))}
            </Group>
          ),
        },
        {
          id: 'state',
          label: t('connections:receiver.label'),
          cell: (postback) => <ReceiverState receiver={postback} />,
        },
        {
          id: 'acts',
          label: t('connections:postbacks.log'),
          isLabelHidden: true,
          align: 'right',
          cell: (postback) => <PostbackActs path={path} postback={postback} onLog={() => onLog(postback)} />,
        },
      ]}
    />
  );
}

interface LogProps {
  path: string;
  prefix: string;
  postback: PostbackView;
  onClose(): void;
}

function PostbackLog({ path, prefix, postback, onClose }: LogProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<string | undefined>();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={t('connections:postbacks.log')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <DeliveriesPanel
        path={`${path}/${postback.id}`}
        deliveriesPath={`${prefix}/postback-deliveries`}
        state={state}
        onState={setState}
        isOn={postback.status === 'active'}
      />
    </Drawer>
  );
}
