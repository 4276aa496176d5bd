import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tellDone } from '../ui/toast.tsx';
import { type LinkRow, useSetStatus } from './queries.ts';

/** Whether a link or a coupon still works. */
export function StatusBadge({ status }: Pick<LinkRow, 'status'>) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={status === 'active' ? 'teal' : 'gray'} tt="none">
      {t(`tracking:status.${status}`)}
    </Badge>
  );
}

interface ArchiveButtonProps extends Pick<LinkRow, 'id' | 'status'> {
  path: '/links' | '/coupons';
  /** The key or the code. */
  name: string;
}

/** Takes a link or a coupon out of use and back; what it brought stays credited. */
export function ArchiveButton({ path, id, status, name }: ArchiveButtonProps) {
  const { t } = useTranslation();
  const set = useSetStatus(path);
  const act = status === 'active' ? 'archive' : 'restore';
  const next = status === 'active' ? 'archived' : 'active';
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={set.isPending}
      aria-label={`${t(`tracking:act.${act}`)}: ${name}`}
      onClick={() =>
        set.mutate(
          { id, status: next },
          {
            onSuccess: () => tellDone(t(`tracking:done.${act}`, { name }), () => set.mutate({ id, status })),
          },
        )
      }
    >
      {t(`tracking:act.${act}`)}
    </Button>
  );
}
