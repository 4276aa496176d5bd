import { Box, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PanelProps {
  title?: ReactNode;
  detail?: ReactNode;
  actions?: ReactNode;
  /** Tables and lists reach the panel's edge. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A part of a page that belongs together, on a surface of its own. */
export function Panel({ title, detail, actions, isFlush = false, children }: PanelProps) {
  const hasHead = title !== undefined || actions !== undefined;
  return (
    <Paper
      withBorder
      radius="lg"
      component="section"
      style={{ borderColor: 'var(--line)', minWidth: 0, overflow: isFlush ? 'clip' : undefined }}
    >
      {hasHead && (
        <Group justify="space-between" align="flex-start" gap="xs" px="md" pt="sm" pb={isFlush ? 'xs' : 0}>
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {title !== undefined && <Title order={2}>{title}</Title>}
            {detail && (
              <Text size="xs" c="dimmed" component="div">
                {detail}
              </Text>
            )}
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
      )}
      <Box p={isFlush ? 0 : 'md'} pt={isFlush || !hasHead ? undefined : 'xs'}>
        {children}
      </Box>
    </Paper>
  );
}
