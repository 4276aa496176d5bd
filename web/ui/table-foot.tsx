import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PagedRows } from './pages.ts';

/** How many rows are on screen, and the next page. */
export function TableFoot({
  pages,
}: {
  pages: Pick<PagedRows<unknown>, 'rows' | 'hasMore' | 'loadMore' | 'isFetching'>;
}) {
  const { t } = useTranslation();
  const count = pages.rows?.length ?? 0;
  return (
    <Group justify="space-between" px="md" py="xs" mih={46}>
      <Text size="xs" c="dimmed" className="figures" aria-live="polite">
        {pages.hasMore ? t('table.shownSoFar', { count }) : t('table.shown', { count })}
      </Text>
      {pages.hasMore && (
        <Button variant="default" size="compact-sm" loading={pages.isFetching} onClick={pages.loadMore}>
          {t('table.more')}
        </Button>
      )}
    </Group>
  );
}
