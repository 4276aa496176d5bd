import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { NoData } from '../../ui/money.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import type { AccountRecord } from './queries.ts';

/** When the customer finished onboarding; staff says so here, and takes it back. */
export function Onboarding({ account }: { account: AccountRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const { onboardedAt } = account;
  const tell = async (at: string | null) => {
    await api.patch(`/accounts/${account.id}`, { onboardedAt: at });
    await queryClient.invalidateQueries({ queryKey: ['/accounts'] });
    await queryClient.invalidateQueries({ queryKey: [`/accounts/${account.id}/timeline`] });
  };
  const change = useMutation({
    mutationFn: tell,
    onSuccess: (_, at) =>
      tellDone(t(`accounts:onboarding.${at ? 'finished' : 'reopened'}`), () =>
        tell(onboardedAt).catch(tellFailed),
      ),
    onError: tellFailed,
  });
  return (
    <Group gap="xs" justify="flex-end">
      {onboardedAt ? <DateTime at={onboardedAt} /> : <NoData />}
      {can('accounts.write') && (
        <Button
          variant="default"
          size="compact-xs"
          loading={change.isPending}
          onClick={() => change.mutate(onboardedAt ? null : new Date().toISOString())}
        >
          {t(`accounts:onboarding.${onboardedAt ? 'reopen' : 'finish'}`)}
        </Button>
      )}
    </Group>
  );
}
