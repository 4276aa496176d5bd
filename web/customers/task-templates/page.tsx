import { Anchor, Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Count } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type TemplateRow, templatesQuery } from './queries.ts';
import { TemplateDialog } from './template-dialog.tsx';

/** Lists of tasks that come up again and again, with their days. */
export function TaskTemplatesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [isArchived, setArchived] = useState(false);
  const [edited, edit] = useState<TemplateRow | 'new' | null>(null);
  const templates = useQuery(templatesQuery(isArchived));
  const add = can('tasks.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('taskTemplates:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('taskTemplates:title')} detail={t('taskTemplates:detail')} actions={add} />
      <Panel
        isFlush
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('taskTemplates:shown')}
            data={[
              { value: 'inUse', label: t('taskTemplates:inUse') },
              { value: 'archived', label: t('taskTemplates:archived') },
            ]}
            value={isArchived ? 'archived' : 'inUse'}
            onChange={(value) => setArchived(value === 'archived')}
          />
        }
      >
        <Loaded query={templates}>
          {({ data }) =>
            data.length > 0 ? (
              <TemplateTable templates={data} onEdit={edit} />
            ) : (
              <EmptyState
                title={t(isArchived ? 'taskTemplates:noneArchived' : 'taskTemplates:none')}
                detail={t('taskTemplates:noneDetail')}
                action={isArchived ? undefined : add}
              />
            )
          }
        </Loaded>
      </Panel>
      {edited && <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  );
}

function TemplateTable({
  templates,
  onEdit,
}: {
  templates: TemplateRow[];
  onEdit(template: TemplateRow): void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <SimpleTable
      label={t('taskTemplates:title')}
      rows={templates}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('taskTemplates:name'),
          isTitle: true,
          cell: (row) =>
            can('tasks.write') ? (
              <Anchor component="button" type="button" fz="sm" fw={600} onClick={() => onEdit(row)}>
                {row.name}
              </Anchor>
            ) : (
              row.name
            ),
        },
        {
          id: 'steps',
          label: t('taskTemplates:steps'),
          align: 'right',
          cell: ({ steps }) => <Count value={steps.length} />,
        },
        {
          id: 'uses',
          label: t('taskTemplates:uses'),
          align: 'right',
          cell: ({ useCount }) => <Count value={useCount} />,
        },
        {
          id: 'updated',
          label: t('taskTemplates:updated'),
          align: 'right',
          cell: ({ updatedAt }) => <DateTime at={updatedAt} />,
        },
        {
          id: 'acts',
          label: t('taskTemplates:acts'),
          isLabelHidden: true,
          align: 'right',
          cell: (row) => can('tasks.write') && <ArchiveButton template={row} />,
        },
      ]}
    />
  );
}

function ArchiveButton({ template: { id, archivedAt } }: { template: TemplateRow }) {
  const { t } = useTranslation();
  const send = async (isArchived: boolean) => {
    await (isArchived
      ? api.post(`/task-templates/${id}/archival`)
      : api.delete(`/task-templates/${id}/archival`));
    await queryClient.invalidateQueries({ queryKey: ['/task-templates'] });
  };
  const isArchiving = archivedAt === null;
  const archive = useMutation({
    mutationFn: () => send(isArchiving),
    onSuccess: () =>
      tellDone(t(isArchiving ? 'taskTemplates:didArchive' : 'taskTemplates:didRestore'), () =>
        send(!isArchiving).catch(tellFailed),
      ),
    onError: tellFailed,
  });
  return (
    <Group justify="flex-end">
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={archive.isPending}
        onClick={() => archive.mutate()}
      >
        {t(isArchiving ? 'taskTemplates:archive' : 'taskTemplates:restore')}
      </Button>
    </Group>
  );
}
