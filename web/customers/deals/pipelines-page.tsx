import { Badge, Button, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { useFormat } from '../../ui/format.ts';
import { NoData } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { LossReasonsPanel } from './loss-reasons-panel.tsx';
import { PipelineDialog } from './pipeline-dialog.tsx';
import { type PipelineRecord, pipelinesQuery } from './queries.ts';

/** How deals go: the stages of each pipeline, and why deals are lost. */
export function PipelinesPage() {
  const { t } = useTranslation();
  const pipelines = useQuery(pipelinesQuery);
  const [edited, edit] = useState<PipelineRecord | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('deals:pipelines.title')}
        detail={t('deals:pipelines.detail')}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
            {t('deals:pipelines.new')}
          </Button>
        }
      />
      <Stack>
        <Loaded query={pipelines}>
          {({ data }) => (
            <>
              {data.map((pipeline) => (
                <PipelinePanel key={pipeline.id} pipeline={pipeline} onEdit={() => edit(pipeline)} />
              ))}
            </>
          )}
        </Loaded>
        <LossReasonsPanel />
      </Stack>
      {edited && <PipelineDialog pipeline={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}

function PipelinePanel({ pipeline, onEdit }: { pipeline: PipelineRecord; onEdit(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel
      isFlush
      title={
        <Group gap="xs">
          {pipeline.name}
          {pipeline.isDefault && (
            <Badge variant="light" tt="none">
              {t('deals:pipelines.default')}
            </Badge>
          )}
          {pipeline.archivedAt && (
            <Badge variant="light" color="gray" tt="none">
              {t('deals:pipelines.archived')}
            </Badge>
          )}
        </Group>
      }
      actions={<PipelineActs pipeline={pipeline} onEdit={onEdit} />}
    >
      <SimpleTable
        label={pipeline.name}
        rows={pipeline.stages}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', label: t('deals:field.stage'), isTitle: true, cell: ({ name }) => name },
          {
            ...{ id: 'probability', label: t('deals:field.probability'), align: 'right' },
            cell: ({ probability }) => format.percent(probability / 100),
          },
          {
            ...{ id: 'stale', label: t('deals:pipelines.staleDays'), align: 'right' },
            cell: ({ staleDays }) => (staleDays === null ? <NoData /> : format.number(staleDays)),
          },
        ]}
      />
    </Panel>
  );
}

function PipelineActs({ pipeline, onEdit }: { pipeline: PipelineRecord; onEdit(): void }) {
  const { t } = useTranslation();
  const address = `/pipelines/${pipeline.id}/archival`;
  const archive = useMutation({
    mutationFn: () => api.post(address),
    onSuccess: () =>
      tellDone(t('deals:pipelines.isArchived', { name: pipeline.name }), () => restore.mutate()),
    onError: tellFailed,
  });
  const restore = useMutation({ mutationFn: () => api.delete(address), onError: tellFailed });
  if (pipeline.archivedAt)
    return (
      <Button size="compact-sm" variant="default" onClick={() => restore.mutate()}>
        {t('deals:pipelines.restore')}
      </Button>
    );
  return (
    <>
      {!pipeline.isDefault && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => archive.mutate()}>
          {t('deals:pipelines.archive')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={onEdit}>
        {t('action.edit')}
      </Button>
    </>
  );
}
