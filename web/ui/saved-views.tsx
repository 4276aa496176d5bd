import { ActionIcon, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../server/customers/schema/saved-view.ts';
import { queryClient } from '../shell/query-client.ts';
import { api, type Jsonified } from './api.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { tellDone, tellFailed } from './toast.tsx';
import { ToolButton } from './tool-button.tsx';

interface SavedViewsProps {
  list: SavedView['list'];
  /** What makes the view on screen: filters, sort, columns. */
  query: Record<string, unknown>;
  onOpen(query: Record<string, unknown>): void;
}

/** Views of a list under a name, one's own and those of colleagues. */
export function SavedViews({ list, query, onOpen }: SavedViewsProps) {
  const { t } = useTranslation();
  const [isSaving, saving] = useDisclosure(false);
  const { data } = useQuery({
    queryKey: ['/saved-views', list],
    queryFn: () => api.get<{ data: SavedView[] }>('/saved-views', { list }),
  });
  const views = data?.data ?? [];
  return (
    <>
      <Menu width={250}>
        <Menu.Target>
          <ToolButton label={t('view.saved')} icon={<IconBookmark size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && (
            <Text size="xs" c="dimmed" p="xs">
              {t('view.none')}
            </Text>
          )}
          <ViewGroup title={t('view.own')} views={views.filter(({ isOwn }) => isOwn)} onOpen={onOpen} />
          <ViewGroup title={t('view.shared')} views={views.filter(({ isOwn }) => !isOwn)} onOpen={onOpen} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={saving.open}>
            {t('view.save')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog list={list} query={query} isOpen={isSaving} onClose={saving.close} />
    </>
  );
}

interface ViewGroupProps {
  title: string;
  views: Jsonified<SavedView>[];
  onOpen: SavedViewsProps['onOpen'];
}

function ViewGroup({ title, views, onOpen }: ViewGroupProps) {
  const { t } = useTranslation();
  if (views.length === 0) return null;
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map(({ id, name, isOwn, query }) => (
        <Group key={id} wrap="nowrap" gap={0}>
          <Menu.Item onClick={() => onOpen(query)}>{name}</Menu.Item>
          {isOwn && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('view.delete', { name })}
              onClick={() => deleteView(id, t('view.deleted'))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </Group>
      ))}
    </>
  );
}

async function deleteView(id: string, done: string): Promise<void> {
  try {
    await api.delete(`/saved-views/${id}`);
    await queryClient.invalidateQueries({ queryKey: ['/saved-views'] });
    tellDone(done);
  } catch (error) {
    tellFailed(error);
  }
}
