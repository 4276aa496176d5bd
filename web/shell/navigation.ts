import type { Icon } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { Permission } from '../../server/workspace/permissions.ts';

/** The sections of the left navigation, in order. */
export const SECTIONS = ['today', 'customers', 'success', 'program', 'money', 'portal', 'settings'] as const;
export type Section = (typeof SECTIONS)[number];

/** One line of the left navigation. */
export interface NavEntry {
  section: Section;
  to: LinkProps['to'];
  /** Catalog key, e.g. `nav:accounts`: home says it too. */
  label: string;
  icon: Icon;
  /** Shown only to those who have it. */
  permission?: Permission;
}
