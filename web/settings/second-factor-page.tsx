import { Button, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { useEnter } from '../entry/signed-in.ts';
import { enterWorkspace } from '../shell/enter-workspace.ts';
import { queryClient } from '../shell/query-client.ts';
import { useSession } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { TwoFactorSetup } from './two-factor.tsx';

const WIDTH_PX = 680;

/** Where a member goes who has yet to set up the second step that the workspace asks for: on from here, or out. */
export function SecondFactorPage() {
  const { t } = useTranslation();
  const { workspace, workspaces } = useSession();
  const enter = useEnter();
  const navigate = useNavigate();
  const signOut = async () => {
    await api.signIn('/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <EntryFrame
      title={t('settings:secondFactor.title')}
      detail={t('settings:secondFactor.detail', { workspace: workspace.name })}
      width={WIDTH_PX}
    >
      <TwoFactorSetup onDone={() => enter()} />
      <Stack gap="xs" align="flex-start">
        {workspaces
          .filter(({ id }) => id !== workspace.id)
          .map(({ id, name }) => (
            <Button key={id} variant="subtle" color="gray" onClick={() => enterWorkspace(id)}>
              {t('settings:secondFactor.other', { name })}
            </Button>
          ))}
        <Button variant="subtle" color="gray" onClick={signOut}>
          {t('settings:secondFactor.signOut')}
        </Button>
      </Stack>
    </EntryFrame>
  );
}
