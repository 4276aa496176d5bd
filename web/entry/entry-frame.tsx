import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ColorSchemeButton } from '../shell/color-scheme-button.tsx';
import { LanguageMenu } from '../shell/language-menu.tsx';
import { Logo } from '../shell/logo.tsx';
import { useWindowTitle } from '../ui/window-title.ts';
import classes from './entry.module.css';

interface EntryFrameProps {
  title: string;
  detail?: string;
  width?: number;
  children: ReactNode;
}

const FORM_WIDTH_PX = 400;
const LOGO_PX = 32;

/** The quiet page around a form for somebody who is not signed in. */
export function EntryFrame({ title, detail, width = FORM_WIDTH_PX, children }: EntryFrameProps) {
  const { t } = useTranslation();
  useWindowTitle(title);
  return (
    <div className={classes.page}>
      <Group component="header" justify="flex-end" gap="xs" p="sm">
        <LanguageMenu />
        <ColorSchemeButton />
      </Group>
      <main className={classes.main}>
        <Stack w="100%" maw={width} gap="lg">
          <Group gap="sm">
            <Logo size={LOGO_PX} />
            <div>
              <Text fw={680} lh={1.2}>
                Goodword
              </Text>
              <Text size="xs" c="dimmed">
                {t('entry:claim')}
              </Text>
            </div>
          </Group>
          <Paper withBorder radius="lg" p="xl" className={classes.paper}>
            <Title order={1}>{title}</Title>
            {detail && (
              <Text c="dimmed" size="sm" mt={4}>
                {detail}
              </Text>
            )}
            <Stack mt="lg">{children}</Stack>
          </Paper>
        </Stack>
      </main>
    </div>
  );
}
