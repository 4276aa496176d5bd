import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { NoData } from './money.tsx';
import { type Term, TermButton } from './term-button.tsx';

// A sentence as a name wraps, and leaves room for its value on a phone.
const LABEL_MAX_WIDTH = '65%';

/** A name and its value; a dash where nothing is known. */
export function Fact({ label, term, children }: { label: string; term?: Term; children: ReactNode }) {
  const isMissing = children === null || children === undefined || children === false || children === '';
  return (
    <Group justify="space-between" wrap="nowrap" gap="md" align="baseline">
      <Text size="sm" c="dimmed" style={{ flex: 'none', maxWidth: LABEL_MAX_WIDTH }}>
        {label} {term && <TermButton term={term} label={label} />}
      </Text>
      <Text size="sm" ta="right" component="div" style={{ overflowWrap: 'anywhere' }}>
        {isMissing ? <NoData /> : children}
      </Text>
    </Group>
  );
}
