import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRecordName } from './window-title.ts';

interface PageHeaderProps {
  title: string;
  /** One sentence on what the page is for, or the record's main facts. */
  detail?: ReactNode;
  /** The pages above this one: this one is a record's, and its title the record's name. */
  above?: { label: string; to: LinkProps['to']; params?: Record<string, string> }[];
  actions?: ReactNode;
}

/** The page's name, one sentence, and what can be done here. */
export function PageHeader({ title, detail, above = [], actions }: PageHeaderProps) {
  useRecordName(above.length > 0 ? title : null);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="sm" component="header">
      <div>
        {above.length > 0 && (
          <Breadcrumbs mb={4} separatorMargin={6} fz="sm">
            {above.map(({ label, to, params }) => (
              <Anchor
                key={label}
                inherit
                c="dimmed"
                renderRoot={(props) => <Link to={to} params={params as LinkProps['params']} {...props} />}
              >
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Title order={1}>{title}</Title>
        {detail && (
          <Text c="dimmed" size="sm" mt={2} maw={720} component="div">
            {detail}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
