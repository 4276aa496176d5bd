import { Button, Code, Group, SimpleGrid, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconExternalLink, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type CheckView, exampleLinkQuery } from './queries.ts';

/** Whether the first click, lead and sale have arrived, as they do. */
export function Lights({ check: { click, lead, sale } }: { check: CheckView }) {
  const { t } = useTranslation();
  const isDone = click !== null && lead !== null && sale !== null;
  return (
    <Panel
      title={t('connections:connect.check')}
      detail={isDone ? t('connections:connect.allGreen') : t('connections:connect.watching')}
      actions={<TryIt />}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} role="status">
        <Light event={click} name={t('connections:connect.click')} by={click?.affiliateName}>
          <Code style={{ overflowWrap: 'anywhere' }}>{click?.linkUrl}</Code>
        </Light>
        <Light event={lead} name={t('connections:connect.lead')} by={lead?.affiliateName}>
          <Code style={{ overflowWrap: 'anywhere' }}>{lead?.customerExternalId}</Code>
        </Light>
        <Light event={sale} name={t('connections:connect.sale')} by={sale?.affiliateName}>
          <Money amountMinor={sale?.amountMinor} currency={sale?.currency} />
        </Light>
      </SimpleGrid>
    </Panel>
  );
}

interface LightProps {
  event: { at: string } | null;
  name: string;
  by: string | null | undefined;
  /** What arrived; shown once it has. */
  children: ReactNode;
}

function Light({ event, name, by, children }: LightProps) {
  const { t } = useTranslation();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon radius="xl" variant={event ? 'filled' : 'default'} color={event ? 'teal' : 'gray'}>
        {event ? <IconCheck size={16} /> : <IconHourglass size={16} />}
      </ThemeIcon>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {event ? (
          <>
            <Text size="sm" component="div">
              {children}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {by ? t('connections:connect.by', { name: by }) : t('connections:connect.byNobody')}
              {' · '}
              <DateTime at={event.at} form="ago" />
            </Text>
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('connections:connect.notYet')}
          </Text>
        )}
      </div>
    </Group>
  );
}

/** Opens one of the workspace's own links as a visitor would; without one, leads to where they are made. */
function TryIt() {
  const { t } = useTranslation();
  const { data: link } = useQuery(exampleLinkQuery);
  if (link === undefined) return null;
  if (link === null)
    return (
      <Button component={Link} to="/links" variant="default">
        {t('connections:connect.makeLink')}
      </Button>
    );
  return (
    <Button
      component="a"
      href={link.url}
      target="_blank"
      rel="noopener"
      variant="default"
      leftSection={<IconExternalLink size={16} />}
    >
      {t('connections:connect.try')}
    </Button>
  );
}
