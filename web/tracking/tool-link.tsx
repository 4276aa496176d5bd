import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface ToolLinkProps {
  /** Read out, and shown on hover. */
  label: string;
  icon: ReactNode;
  href: string;
  fileName: string;
}

/** A download of one row. */
export function ToolLink({ label, icon, href, fileName }: ToolLinkProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        component="a"
        href={href}
        download={fileName}
        variant="default"
        size={26}
        aria-label={label}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
