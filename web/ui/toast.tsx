import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ApiProblem } from './api.ts';

const UNDO_FOR_MS = 10_000;

/** Tells that an act is done; offers to take it back for ten seconds where it can be. */
export function tellDone(text: string, undo?: () => unknown): void {
  const id = notifications.show({
    color: 'teal',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
    ...(undo ? { autoClose: UNDO_FOR_MS } : {}),
    message: undo ? (
      <Group justify="space-between" wrap="nowrap">
        {text}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ) : (
      text
    ),
  });
}

/** Tells that an act failed, in the server's own words where it gave some. */
export function tellFailed(error: unknown): void {
  tellProblem(
    i18next.t('state.error.title'),
    error instanceof ApiProblem ? error.message : i18next.t('state.error.detail'),
  );
}

/** Tells that something did not go as it was wanted. */
export function tellProblem(title: string, detail: string): void {
  notifications.show({
    color: 'red',
    title,
    message: detail,
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  });
}
