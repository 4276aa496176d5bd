import { Anchor, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shell/shortcuts.ts';
import { api } from '../../ui/api.ts';
import { Count } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { MergeTagDialog } from './merge-tag-dialog.tsx';
import { readTagsAgain, type TagWithUse, tagsQuery } from './queries.ts';
import { TagBadges } from './tag-badges.tsx';
import { TagDialog } from './tag-dialog.tsx';

/** Every tag: what it is called, where it is, and what becomes of it. */
export function TagsPage() {
  const { t } = useTranslation();
  const tags = useQuery(tagsQuery);
  const [edited, edit] = useState<TagWithUse | 'new' | null>(null);
  useShortcut('create', () => edit('new'));
  const [merged, merge] = useState<TagWithUse | null>(null);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t('tags:new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('tags:title')} detail={t('tags:detail')} actions={create} />
      <Panel isFlush>
        <Loaded query={tags}>
          {(rows) =>
            rows.length > 0 ? (
              <TagTable tags={rows} onEdit={edit} onMerge={merge} />
            ) : (
              <EmptyState title={t('tags:none.title')} detail={t('tags:none.detail')} />
            )
          }
        </Loaded>
      </Panel>
      {edited && <TagDialog tag={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
      {merged && <MergeTagDialog tag={merged} tags={tags.data ?? []} onClose={() => merge(null)} />}
    </>
  );
}

interface TagTableProps {
  tags: TagWithUse[];
  onEdit(tag: TagWithUse): void;
  onMerge(tag: TagWithUse): void;
}

function TagTable({ tags, onEdit, onMerge }: TagTableProps) {
  const { t } = useTranslation();
  const count = (id: string, to: LinkProps['to'], of: (tag: TagWithUse) => number) => ({
    ...{ id, label: t(`nav:${id}`), align: 'right' as const },
    cell: (tag: TagWithUse) =>
      of(tag) > 0 ? (
        <Anchor inherit renderRoot={(props) => <Link to={to} search={{ tag: tag.id }} {...props} />}>
          <Count value={of(tag)} />
        </Anchor>
      ) : (
        <Count value={0} />
      ),
  });
  return (
    <SimpleTable
      label={t('tags:title')}
      rows={tags}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: t('tags:name'), isTitle: true, cell: (tag) => <TagBadges tags={[tag]} /> },
        count('accounts', '/accounts', ({ accountCount }) => accountCount),
        count('people', '/people', ({ personCount }) => personCount),
        count('deals', '/deals', ({ dealCount }) => dealCount),
        {
          ...{ id: 'acts', label: t('tags:acts'), isLabelHidden: true, align: 'right' },
          cell: (tag) => <TagActs tag={tag} canMerge={tags.length > 1} onEdit={onEdit} onMerge={onMerge} />,
        },
      ]}
    />
  );
}

function TagActs({
  tag,
  canMerge,
  onEdit,
  onMerge,
}: Omit<TagTableProps, 'tags'> & { tag: TagWithUse; canMerge: boolean }) {
  const { t } = useTranslation();
  const { id, name } = tag;
  const restore = async () => {
    await api.post(`/tags/${id}/restoration`).catch(tellFailed);
    await readTagsAgain();
  };
  const remove = useMutation({
    mutationFn: () => api.delete(`/tags/${id}`),
    onSuccess: async () => {
      tellDone(t('tags:deleted', { name }), restore);
      await readTagsAgain();
    },
    onError: tellFailed,
  });
  const button = { size: 'compact-sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button {...button} aria-label={t('tags:of.delete', { name })} onClick={() => remove.mutate()}>
        {t('action.delete')}
      </Button>
      {canMerge && (
        <Button {...button} aria-label={t('tags:of.merge', { name })} onClick={() => onMerge(tag)}>
          {t('tags:merge')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('tags:of.edit', { name })}
        onClick={() => onEdit(tag)}
      >
        {t('action.edit')}
      </Button>
    </Group>
  );
}
