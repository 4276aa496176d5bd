import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';

interface ToolButtonProps extends ActionIconProps, Omit<ComponentProps<'button'>, keyof ActionIconProps> {
  /** Read out, and shown on hover. */
  label: string;
  icon: ReactNode;
}

/** A small tool of a list, with its name on hover. */
export function ToolButton({ label, icon, ...props }: ToolButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} {...props}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
