import { Button, Center, EmptyState as Frame, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInbox, IconLock, IconSearchOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, Unreachable } from './api.ts';

const ICON_PX = 30;

interface EmptyProps {
  title: string;
  /** What one can do about it. */
  detail?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}

/** There is nothing yet, and what to do about it. */
export function EmptyState({ title, detail, icon, action }: EmptyProps) {
  return (
    <Center mih={220} p="lg">
      <Frame
        title={title}
        description={detail}
        icon={icon ?? <IconInbox size={ICON_PX} stroke={1.4} />}
        maw={460}
      >
        {action && <Frame.Actions>{action}</Frame.Actions>}
      </Frame>
    </Center>
  );
}

/** Something failed; says what, and offers what can help: trying again, or reloading after a fault of our own. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem && error.status === 403) return <NoPermission detail={error.message} />;
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundState />;
  if (error instanceof ApiProblem) return <Failure detail={error.message} action={onRetry} />;
  if (error instanceof Unreachable) return <Failure detail={t('state.error.detail')} action={onRetry} />;
  return (
    <Failure
      detail={t('state.error.crash')}
      action={() => window.location.reload()}
      label={t('state.error.reload')}
    />
  );
}

function Failure({ detail, action, label }: { detail: string; action?: () => void; label?: string }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState
        title={t('state.error.title')}
        detail={detail}
        icon={<IconAlertTriangle size={ICON_PX} stroke={1.4} />}
        action={
          action && (
            <Button variant="default" onClick={action}>
              {label ?? t('state.error.retry')}
            </Button>
          )
        }
      />
    </div>
  );
}

export function NotFoundState() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('state.notFound.title')}
      detail={t('state.notFound.detail')}
      icon={<IconSearchOff size={ICON_PX} stroke={1.4} />}
    />
  );
}

/** The person may not see this, and whom to ask. */
export function NoPermission({ detail }: { detail?: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('state.noPermission.title')}
      detail={
        <>
          {detail && <Text inherit>{detail}</Text>}
          {t('state.noPermission.ask')}
        </>
      }
      icon={<IconLock size={ICON_PX} stroke={1.4} />}
    />
  );
}

/** Gray lines where the content is about to be. */
export function LoadingState({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((line) => (
        <Skeleton key={line} height={28} radius="sm" />
      ))}
    </Stack>
  );
}

interface LoadedProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  lines?: number;
  children(data: Data): ReactNode;
}

/** The one way from a query to the screen: loading, failed, not allowed, not found, or the data. */
export function Loaded<Data>({ query, lines, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  return <LoadingState lines={lines} />;
}
