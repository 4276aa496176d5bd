import { Anchor, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { assignGroups, useGroups } from './queries.ts';

const NO_GROUP = '';

/** Puts the selected affiliates into a group, or out of any; it can be taken back from its message. */
export function GroupBulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const assign = useAssign(onDone);
  if (groups.length === 0) {
    return (
      <Anchor renderRoot={(props) => <Link to="/affiliate-groups" {...props} />}>
        {t('affiliates:groups.new')}
      </Anchor>
    );
  }
  return (
    <Select
      aria-label={t('affiliates:groups.set')}
      placeholder={t('affiliates:groups.set')}
      data={[
        ...groups.map(({ id, name }) => ({ value: id, label: name })),
        { value: NO_GROUP, label: t('affiliates:groups.none') },
      ]}
      value={null}
      searchable
      disabled={assign.isPending}
      w={220}
      onChange={(value) => assign.mutate({ ids, groupId: value || null })}
    />
  );
}

function useAssign(onDone: () => void) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: assignGroups,
    onSuccess: ({ changedCount, undo }) => {
      onDone();
      const putBack = async () => {
        await assignGroups(undo ?? { changes: [] }).then(
          () => tellDone(t('affiliates:groups.undone')),
          tellFailed,
        );
        await queryClient.invalidateQueries();
      };
      tellDone(t('affiliates:groups.assigned', { count: changedCount }), undo ? putBack : undefined);
    },
    onError: tellFailed,
  });
}
