import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

interface ArchiveButtonProps {
  path: '/products' | '/price-lists';
  record: { id: string; name: string; isArchived: boolean };
}

/** No longer offered for new quotes, or again. */
export function ArchiveButton({ path, record: { id, name, isArchived } }: ArchiveButtonProps) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: (wanted: boolean) => api.patch(`${path}/${id}`, { isArchived: wanted }),
    onError: tellFailed,
  });
  const set = (wanted: boolean) =>
    change.mutate(wanted, {
      onSuccess: () =>
        tellDone(t(wanted ? 'products:done.archived' : 'products:done.restored', { name }), () =>
          set(!wanted),
        ),
    });
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={change.isPending}
      onClick={() => set(!isArchived)}
      aria-label={t(isArchived ? 'products:restore' : 'products:archive', { name })}
    >
      {t(isArchived ? 'products:restoreShort' : 'products:archiveShort')}
    </Button>
  );
}
