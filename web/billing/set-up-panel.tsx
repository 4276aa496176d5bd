import { Code, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretForm } from '../connections/secret-form.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { type ConnectionView, connectionsQuery } from './queries.ts';
import { CLICK_EXAMPLES, exampleCall, NEEDED_EVENTS } from './systems.ts';

const FORM_WIDTH_PX = 640;
/** A block that scrolls could not be reached by keyboard. */
const WRAPPED = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;

/** Where to send events, which, how to name the click that brought the customer, and what proves that they are genuine. */
export function SetUpPanel({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { kind, webhookUrl, needsSecret } = connection;
  const needed = NEEDED_EVENTS[kind];
  return (
    <Panel title={t('billing:address')} detail={t(`billing:addressHint.${kind}`)}>
      <Stack maw={FORM_WIDTH_PX}>
        <Group gap={4} wrap="nowrap">
          <Code style={{ wordBreak: 'break-all' }}>{webhookUrl}</Code>
          <CopyButton value={webhookUrl} />
        </Group>
        {needed.length > 0 && (
          <Step title={t('billing:needed')}>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {needed.join(', ')}
            </Text>
          </Step>
        )}
        <Step title={t('billing:clickExample')}>
          <Code block style={WRAPPED}>
            {CLICK_EXAMPLES[kind]}
          </Code>
        </Step>
        {kind === 'json' && (
          <Step title={t('billing:exampleCall')}>
            <Code block style={WRAPPED}>
              {exampleCall(webhookUrl)}
            </Code>
          </Step>
        )}
        {needsSecret && (
          <SecretForm
            path={`/billing-connections/${connection.id}`}
            hint={t(`billing:secretHint.${kind}`)}
            isSet={connection.hasSecret}
            queryKey={connectionsQuery.queryKey}
          />
        )}
      </Stack>
    </Panel>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      {children}
    </div>
  );
}
