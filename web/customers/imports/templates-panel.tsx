import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { readTemplatesAgain, type Template, templatesQuery } from './template-queries.ts';

/** The kept mappings; absent while there are none. */
export function TemplatesPanel() {
  const { t } = useTranslation();
  const can = useCan();
  const templates = useQuery({ ...templatesQuery, enabled: can('imports.write') }).data ?? [];
  const [renamed, rename] = useState<Template | null>(null);
  if (templates.length === 0) return null;
  return (
    <Panel title={t('importing:template.title')} detail={t('importing:template.detail')} isFlush>
      <SimpleTable
        label={t('importing:template.title')}
        rows={templates}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', label: t('importing:template.name'), isTitle: true, cell: ({ name }) => name },
          { id: 'object', label: t('importing:template.holds'), cell: ({ objectLabel }) => objectLabel },
          {
            ...{ id: 'columns', label: t('importing:template.columns'), align: 'right' },
            cell: ({ columns }) => <Count value={columns.length} />,
          },
          { id: 'by', label: t('importing:field.by'), cell: ({ createdByName }) => createdByName },
          {
            ...{ id: 'at', label: t('importing:template.at'), align: 'right' },
            cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
          },
          {
            ...{ id: 'acts', label: t('importing:template.acts'), isLabelHidden: true, align: 'right' },
            cell: (template) => <TemplateActs template={template} onRename={() => rename(template)} />,
          },
        ]}
      />
      {renamed && (
        <TemplateDialog
          title={t('importing:template.rename')}
          name={renamed.name}
          onSave={async (name) => {
            await api.patch(`/import-templates/${renamed.id}`, { name });
            await readTemplatesAgain();
          }}
          onClose={() => rename(null)}
        />
      )}
    </Panel>
  );
}

function TemplateActs({ template, onRename }: { template: Template; onRename(): void }) {
  const { t } = useTranslation();
  const { id, name } = template;
  const restore = async () => {
    await api.post(`/import-templates/${id}/restoration`).catch(tellFailed);
    await readTemplatesAgain();
  };
  const remove = useMutation({
    mutationFn: () => api.delete(`/import-templates/${id}`),
    onSuccess: async () => {
      tellDone(t('importing:template.deleted', { name }), restore);
      await readTemplatesAgain();
    },
    onError: tellFailed,
  });
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={t('importing:template.of.delete', { name })}
        onClick={() => remove.mutate()}
      >
        {t('action.delete')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('importing:template.of.rename', { name })}
        onClick={onRename}
      >
        {t('importing:template.rename')}
      </Button>
    </Group>
  );
}
