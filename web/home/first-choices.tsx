import { Button, SimpleGrid, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconBuildingSkyscraper, IconPlug, IconPlugConnected, IconTableImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectButton } from '../connections/connect/connect-button.tsx';
import { useCan } from '../shell/session.ts';
import { Panel } from '../ui/panel.tsx';
import { LoadSample } from './load-sample.tsx';

/** Ways to the first figures. */
export function FirstChoices() {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Choice
        icon={<IconTableImport size={20} />}
        title={t('home:welcome.import.title')}
        detail={t('home:welcome.import.detail')}
      >
        <Button component={Link} to="/imports">
          {t('home:welcome.import.action')}
        </Button>
      </Choice>
      <Choice
        icon={<IconBuildingSkyscraper size={20} />}
        title={t('home:welcome.sample.title')}
        detail={t('home:welcome.sample.detail')}
      >
        <LoadSample />
      </Choice>
      <Choice
        icon={<IconPlugConnected size={20} />}
        title={t('home:welcome.source.title')}
        detail={t('home:welcome.source.detail')}
      >
        <Button component={Link} to="/sources" variant="default">
          {t('home:welcome.source.action')}
        </Button>
      </Choice>
      {can('workspace.write') && (
        <Choice
          icon={<IconPlug size={20} />}
          title={t('home:welcome.connect.title')}
          detail={t('home:welcome.connect.detail')}
        >
          <ConnectButton />
        </Choice>
      )}
    </SimpleGrid>
  );
}

function Choice(props: { icon: ReactNode; title: string; detail: string; children: ReactNode }) {
  return (
    <Panel>
      <Stack h="100%" align="flex-start">
        <ThemeIcon variant="light" size={38}>
          {props.icon}
        </ThemeIcon>
        <div>
          <Text fw={620} component="h2" m={0} fz="md">
            {props.title}
          </Text>
          <Text size="sm" c="dimmed" mt={4}>
            {props.detail}
          </Text>
        </div>
        {props.children}
      </Stack>
    </Panel>
  );
}
