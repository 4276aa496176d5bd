import { Anchor, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { sessionQuery, useSession } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Panel } from '../ui/panel.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { membersQuery } from './queries.ts';

/** Whether everybody who works here must use a second step; only for whoever has one to turn on. */
export function SignInRule() {
  const { t } = useTranslation();
  const { user, workspace } = useSession();
  const [isAsking, asking] = useDisclosure(false);
  const members = useQuery(membersQuery);
  const lacking = members.data?.data.filter(({ hasSecondFactor }) => !hasSecondFactor).length ?? 0;
  const change = useMutation({
    mutationFn: (requiresSecondFactor: boolean) => api.patch('/workspace', { requiresSecondFactor }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(sessionQuery);
      tellDone(t('settings:saved'));
    },
    onError: tellFailed,
    onSettled: asking.close,
  });
  const isOn = workspace.requiresSecondFactor;
  return (
    <Panel title={t('settings:secondFactor.panel')}>
      <Stack gap="xs">
        <Switch
          label={t('settings:secondFactor.everybody')}
          description={t('settings:secondFactor.everybodyDetail')}
          checked={isOn}
          disabled={change.isPending || (!isOn && !user.hasTwoFactor)}
          onChange={(event) => (event.currentTarget.checked ? asking.open() : change.mutate(false))}
        />
        {!user.hasTwoFactor && (
          <Text size="sm">
            {t('settings:secondFactor.ownFirstHint')}{' '}
            <Anchor component={Link} to="/settings/security" inherit underline="always">
              {t('settings:secondFactor.toOwn')}
            </Anchor>
          </Text>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('settings:secondFactor.turnOnTitle')}
        action={t('settings:secondFactor.turnOn')}
        isBusy={change.isPending}
        onClose={asking.close}
        onConfirm={() => change.mutate(true)}
      >
        {t('settings:secondFactor.everybodyDetail')}
        {lacking > 0 && (
          <Text size="sm" mt="xs" fw={600}>
            {t('settings:secondFactor.lacking', { count: lacking })}
          </Text>
        )}
      </ConfirmDialog>
    </Panel>
  );
}
